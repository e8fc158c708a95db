import type { Notification } from '@valine/contracts';
import { readAt, stateOf } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { testDispatcher } from '../../test-dispatcher.ts';
import { benchOf, buildReport, followed, runEnded, runSeen } from '../tracking/test-trackings.ts';

const FAILED = buildReport({
  verdict: 'bad',
  conclusion: 'failure',
  failure: { job: 'deploy', step: 'Build', annotations: ['src/app.tsx:3 Type error'] },
});

describe('/deploy-client', () => {
  it('shows how it stands and ends, and notifies nobody of a success, where nobody waits', async () => {
    const { dispatcher, request, sees, tracking } = await followed('deploy-client');
    expect(dispatcher.firstSaid(`reply:${request.id}`)).toMatchInlineSnapshot(`
      "🟡 Starting Client Deploy…
      -# \`deploy-19bdcq0690\` • correlation id \`9456739f\` • requested by Ada"
    `);
    expect(await sees({ run: runSeen({ status: 'queued' }) })).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`deploy-19bdcq0690\` • correlation id \`9456739f\` • requested by Ada
      [ Cancel ]"
    `);
    await sees({ run: runSeen({ job: 'deploy', step: 'Build' }) });
    dispatcher.clock.advance(600_000);
    expect(stateOf(await sees({ run: runEnded(), report: buildReport() }))).toBe('ok');
    expect(dispatcher.queues.sent.filter(({ body }) => (body as Notification).message?.pings)).toEqual([]);
    expect((await tracking()).state).toBe('succeeded');
  });

  it('tells a failure even to those who do not wait', async () => {
    const { sees } = await followed('deploy-client');
    expect(await sees({ run: runEnded('failure'), report: FAILED })).toMatchInlineSnapshot(`
      "🔴 Client Deploy failed
      [run](https://github.com/acme/web/actions/runs/7001)
      Status: failure
      -# \`deploy-19bdcq0690\` • requested by Ada
      What failed
      Failed at \`deploy\` › \`Build\`
      • \`src/app.tsx:3 Type error\`
      [ Re-run failed jobs ] [ Diagnose ]"
    `);
  });

  it('with wait:true is followed to the end, and verified', async () => {
    const { sees } = await followed('deploy-client', { wait: true });
    expect(await sees({ run: runSeen({ job: 'deploy', step: 'Build' }) })).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      \`deploy\` › \`Build\`
      -# \`deploy-19bdcq0690\` • correlation id \`9456739f\` • requested by Ada
      [ Cancel ]"
    `);
    const report = buildReport({ steps: [{ name: 'Build', seconds: 45 }] });
    expect(await sees({ run: runEnded(), report })).toMatchInlineSnapshot(`
      "✅ Client Deploy verified • 25s • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`deploy-19bdcq0690\` • requested by Ada
      [ Details ]"
    `);
  });

  it('says which one is still going, before it starts', async () => {
    const dispatcher = testDispatcher();
    const startedAt = dispatcher.clock.now() - 60_000;
    dispatcher.repository.addWorkflowRun('client-deploy.yml', { status: 'in_progress', startedAt });
    const request = dispatcher.requested('deploy-client');
    await dispatcher.take(request);
    expect(readAt(dispatcher.clock.now(), dispatcher.firstSaid(`reply:${request.id}`))).toMatchInlineSnapshot(`
      "🟡 Starting Client Deploy…
      Another one is still going: [run](https://github.com/acme/web/actions/runs/7001), begun 1m ago. This one may have to wait for its end.
      -# \`deploy-19bdcq0690\` • correlation id \`9456739f\` • requested by Ada"
    `);
    const bench = benchOf(dispatcher, (await dispatcher.store.listTrackings('open', 1))[0]?.id ?? '');
    expect(await bench.sees({ run: runSeen({ id: 7002, status: 'pending' }) })).toContain('Another one is still going');
    expect(await bench.sees({ run: runSeen({ id: 7002 }) })).not.toContain('Another one');
  });

  it('starts without knowing where GitHub does not tell', async () => {
    const dispatcher = testDispatcher();
    dispatcher.repository.fail('listWorkflowRuns', { status: 503 });
    expect(await dispatcher.command('deploy-client')).toContain('Queued');
    expect(dispatcher.repository.calls).toEqual(['listWorkflowRuns', 'dispatchWorkflow']);
  });

  it('builds for the API it is given, and never shows it', async () => {
    const { dispatcher, sees } = await followed('deploy-client', { api_base: 'https://api.example.com/', wait: true });
    expect(dispatcher.repository.runs[0]?.inputs).toMatchObject({ api_base: 'https://api.example.com' });
    await sees({ run: runSeen() });
    const shown = dispatcher.queues.sent.filter(({ queue }) => queue === 'notify');
    expect(JSON.stringify(shown)).not.toContain('api.example.com');
  });
});
