/** Deploys, diagnoses and verifications at the terminal. */
import { buildEffect, buildPlan, buildStage, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { NOW, testTerminal } from '../test-terminal.ts';

const EFFECT = buildEffect({ id: 'e1', kind: 'dispatch-workflow', outcome: { id: '7001' } });
const RUNNING = { id: 7001, attempt: 1, url: 'https://github.com/acme/web/actions/runs/7001', conclusion: null };
const DEPLOY = buildTracking({
  id: 'deploy-1',
  state: 'running',
  stages: [
    buildStage({
      kind: 'deploy',
      correlationId: '0b5c8a2e-6f0d-8c3b-9a51-2f8f0f3c9d10',
      effectId: 'e1',
      run: { ...RUNNING, status: 'in_progress', job: 'Deploy', step: 'S3 sync' },
    }),
  ],
  inputs: { api_base: 'https://api.example.com' },
  requestedAt: NOW - 300_000,
  updatedAt: NOW - 60_000,
  deadline: NOW + 1_500_000,
  effects: [EFFECT],
});

describe('valine runs', () => {
  it('lists them below the plans, the newest first', async () => {
    const { run, store } = testTerminal();
    const stages = [buildStage(), buildStage({ kind: 'diagnose', workflow: 'diagnose-dispatch.yml' })];
    for (const record of [buildPlan({ id: 'plan-1' }), buildTracking({ id: 'verify-1', stages }), DEPLOY])
      await store.create(record);
    expect((await run('runs')).stdout).toMatchInlineSnapshot(`
      "RUN     STATE    TASKS  LABEL  REPOSITORY  REQUESTED BY  CHANGED
      plan-1  pending  0/2    ready  acme/web    Ada           2h ago

      TRACKING  STATE     STAGES             WORKFLOW RUN  REPOSITORY  REQUESTED BY  CHANGED
      deploy-1  running   deploy             7001          acme/web    Ada           1m ago
      verify-1  starting  verify → diagnose  –             acme/web    Ada           2h ago"
    `);
    expect(JSON.parse((await run('runs --json')).stdout)).toMatchObject([
      { kind: 'tracking', id: 'deploy-1' },
      { kind: 'plan', id: 'plan-1' },
      { kind: 'tracking', id: 'verify-1' },
    ]);
  });

  it('lists those that have ended with --all, and no more than were asked for', async () => {
    const { run, store } = testTerminal();
    await store.create(buildTracking({ id: 'verify-1', state: 'succeeded', endedAt: NOW - 1000 }));
    await store.create(DEPLOY);
    expect((await run('runs')).stdout).not.toContain('verify-1');
    expect((await run('runs --all')).stdout).toContain('verify-1');
    const { stdout } = await run('runs --all --limit 1');
    expect([stdout.includes('verify-1'), stdout.includes('deploy-1')]).toEqual([true, false]);
  });
});

describe('valine show', () => {
  it('shows everything of one', async () => {
    const { run, store } = testTerminal();
    await store.create(DEPLOY);
    expect((await run('show deploy-1')).stdout).toMatchInlineSnapshot(`
      "deploy-1  running
      acme/web, requested by Ada 5m ago, changed 1m ago (version 1), given up at 2026-03-02T11:25:00.000Z

      STAGE   WORKFLOW           CORRELATION ID                        WORKFLOW RUN                                   FOUND
      deploy  client-deploy.yml  0b5c8a2e-6f0d-8c3b-9a51-2f8f0f3c9d10  7001 attempt 1: in_progress, Deploy / S3 sync  –

      EFFECT  WHAT               STATE
      e1      dispatch-workflow  done: 7001

      Inputs      api_base=https://api.example.com
      Applied     1 interactions and deliveries
      To be sent  nothing
      Message     not shown yet"
    `);
    const { stdout } = await run('show deploy-1 --json');
    expect(JSON.parse(stdout)).toMatchObject({ tracking: { id: 'deploy-1' }, message: null });
    expect(stdout).not.toContain('interaction-token');
  });

  it('shows what was found, and what is waited for', async () => {
    const { run, store } = testTerminal();
    const report = { verdict: 'bad' as const, conclusion: 'failure', seconds: 61 };
    const verify = buildStage({ run: { ...RUNNING, status: 'completed', conclusion: 'failure' } });
    const stages = [
      { ...verify, report: { ...report, steps: [], checks: [], trend: [] } },
      buildStage({ kind: 'diagnose', workflow: 'diagnose-dispatch.yml' }),
      buildStage({ wantedRunId: 7042, problem: 'run_not_found' }),
    ];
    await store.create(buildTracking({ id: 'verify-1', state: 'abandoned', endedAt: NOW, stages }));
    expect((await run('show verify-1')).stdout).toMatchInlineSnapshot(`
      "verify-1  abandoned
      acme/web, requested by Ada 2h ago, changed 2h ago (version 1)

      STAGE     WORKFLOW               CORRELATION ID  WORKFLOW RUN             FOUND
      verify    client-deploy.yml      –               7001 attempt 1: failure  bad
      diagnose  diagnose-dispatch.yml  –               not known yet            –
      verify    client-deploy.yml      –               7042: not seen yet       run_not_found

      Applied     1 interactions and deliveries
      To be sent  nothing
      Message     not shown yet"
    `);
  });
});

describe('a parked effect', () => {
  const parked = { reason: 'GitHub did not dispatch client-deploy.yml (forbidden).', at: NOW - 60_000 };
  const open = { ...DEPLOY, effects: [buildEffect({ id: 'e1', kind: 'dispatch-workflow', parked })] };

  it.each([open, { ...open, state: 'abandoned' as const, endedAt: NOW - 60_000 }])(
    'is listed and resolved whether it is over or not',
    async (tracking) => {
      const { run, store, queues } = testTerminal();
      await store.create(tracking);
      expect((await run('resolve')).stdout).toContain('e1      dispatch-workflow  deploy-1');
      expect((await run('resolve e1 --done 7042')).stdout).toBe('e1 (deploy-1) is recorded as done.');
      expect(await store.find('tracking', 'deploy-1')).toMatchObject({ effects: [{ outcome: { id: '7042' } }] });
      expect(queues.sent).toMatchObject([
        { queue: 'dispatch', body: { type: 'effect.due', ownerId: 'deploy-1', ownerKind: 'tracking', effectId: 'e1' } },
      ]);
    },
  );

  it('is found where it is said to be', async () => {
    const { run, store } = testTerminal();
    await store.create(open);
    expect(await run('resolve e1 --retry --run deploy-1')).toMatchObject({ code: 0 });
    expect(await run('resolve e1 --retry --run deploy-9')).toMatchObject({
      code: 1,
      stderr:
        'There is nothing called e1 (stage dev on the local stack). valine resolve lists what is parked; for an effect of an old record, name that with --run.',
    });
  });
});
