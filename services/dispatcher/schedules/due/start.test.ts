/** Plans, diagnoses and verifications by the clock: as if somebody had asked, once for each slot. */
import { GitHubError } from '@valine/github';
import { changeRecord, decideSwitch, planId, SWITCHES_ID, trackingId, UnreadableRecord } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { HOUR, MINUTE, SLOT, scheduled } from '../test-schedules.ts';

const OF_SLOT = 'schedule:daily:2026-03-03T09:00';

async function auditOf({ store }: Pick<ReturnType<typeof scheduled>, 'store'>) {
  const entries = await Promise.all(['1', '2'].map((seq) => store.find('audit', seq)));
  return entries.flatMap((entry) => (entry === undefined ? [] : [entry.facts]));
}

describe('a plan by the clock', () => {
  const daily = () => scheduled({ name: 'daily', do: 'plan', limit: 2 });

  it('is proposed in the channel, and approved as any other', async () => {
    const { due, queues, press, plan } = daily();
    await due();
    expect(shown(queues.sent, `reply:${OF_SLOT}`)).toContain('requested by schedule daily');
    await press('approve', planId(OF_SLOT));
    expect(await plan(planId(OF_SLOT))).toMatchObject({ state: 'in_progress', tasks: [{}, {}, { out: {} }] });
  });

  it('is made once, though its function ends before its record says so', async () => {
    const { due, store, told } = daily();
    const { create } = store;
    store.create = async (record) => {
      if (record.kind === 'schedule') throw new Error('gone');
      return create(record);
    };
    await expect(due()).rejects.toThrow('gone');
    store.create = create;
    await due();
    await due();
    expect(await store.listPlans('open', 9)).toHaveLength(1);
    expect(new Set(told().map(({ id }) => id)).size).toBe(1);
  });

  it('is in the audit, once, as of the schedule', async () => {
    const team = daily();
    await team.due();
    await team.due();
    expect(await auditOf(team)).toEqual([
      {
        askedBy: 'schedule',
        what: '/plan',
        person: { name: 'schedule daily' },
        place: { channelId: '900' },
        options: {},
        outcome: 'done',
        about: planId(OF_SLOT),
        askedAt: Date.parse(SLOT),
      },
    ]);
  });

  it('is not made where there is nothing to plan, which is said', async () => {
    const team = scheduled({ name: 'daily', do: 'plan', label: 'nobody-has-it' });
    await team.due();
    expect(team.said()).toContain('nothing to plan');
    expect(await auditOf(team)).toMatchObject([{ outcome: 'refused', reasonCode: 'no_issues' }]);
  });

  it('waits while GitHub is away, and is left out after three hours', async () => {
    const { due, github, at, said } = daily();
    github.failNext(1);
    await expect(due()).rejects.toMatchObject({ name: 'RetryLater' });
    at(SLOT, 3 * HOUR + MINUTE);
    await due();
    expect(said()).toContain('left out');
  });

  it('says what GitHub refuses', async () => {
    const { due, github, said } = daily();
    github.failNext(1, new GitHubError({ operation: 'list issues', reason: 'forbidden', status: 403 }));
    await due();
    expect(said()).toMatchInlineSnapshot(`
      "🔴 The schedule \`daily\` made no plan: GitHub refused it (403). Check the permissions of the token or App, then run \`/plan\`.
      -# reason_code: github_refused"
    `);
  });

  it('mentions nobody when it expires', async () => {
    const { due, at, take, told } = daily();
    await due();
    at(SLOT, 25 * HOUR);
    await take({ type: 'plan.expire', id: 'e', planId: planId(OF_SLOT), afterSeconds: 0 });
    expect(told().filter(({ message }) => message.pings !== undefined || message.content?.includes('<@'))).toEqual([]);
  });
});

describe.each([
  ['diagnose', '/diagnose', 'diagnose-dispatch.yml'],
  ['verify', '/verify-latest', 'client-deploy.yml'],
] as const)('a %s by the clock', (kind, what, workflow) => {
  const nightly = () => scheduled({ name: 'daily', do: kind });

  it('stands in the thread of its one message', async () => {
    const { due, told, tracking } = nightly();
    await due();
    expect(await tracking(trackingId(kind, OF_SLOT))).toMatchObject({
      stages: [{ kind, workflow }],
      requestedBy: { name: 'schedule daily' },
      place: { in: 'thread', under: 'schedule-head:daily:900' },
    });
    expect(told().map(({ key }) => key)).toEqual([
      'schedule-head:daily:900',
      expect.stringMatching(/^tracking:/),
      ...(kind === 'diagnose' ? [expect.stringMatching(/^tracking:/)] : []),
    ]);
  });

  it('has another message where its channel is another', async () => {
    const { due, at, told, settings } = nightly();
    await due();
    for (const entry of settings.schedules?.entries ?? []) entry.channel = '901';
    at('2026-03-05T08:00:00Z');
    await due('2026-03-05T08:00:00Z');
    const heads = told().filter(({ key }) => key.startsWith('schedule-head:'));
    expect(heads.map(({ place }) => place)).toMatchObject([{ channelId: '900' }, { channelId: '901' }]);
  });

  it('is begun once, and stands in the audit', async () => {
    const team = nightly();
    await team.due();
    await team.due();
    expect(await team.store.listTrackings('open', 9)).toHaveLength(1);
    expect(await auditOf(team)).toMatchObject([{ askedBy: 'schedule', what, about: trackingId(kind, OF_SLOT) }]);
  });
});

describe('while everything is paused', () => {
  const paused = async (team: ReturnType<typeof scheduled>, isPaused = true) => {
    const at = team.clock.now();
    const wish = {
      source: `pause ${at}`,
      name: 'pause',
      isRestricted: isPaused,
      by: { name: 'grace' },
      at,
      reason: 'a test',
    } as const;
    await changeRecord(team.store, 'switches', SWITCHES_ID, (found) => decideSwitch(found, wish));
    team.clock.advance(MINUTE);
  };

  it('a diagnose is left out, which is told once, and begins again after it', async () => {
    const team = scheduled({ name: 'daily', do: 'diagnose', every_hours: 1 });
    await paused(team);
    await team.due();
    team.at(SLOT, HOUR);
    await team.due('2026-03-03T09:00:00Z');
    expect(await team.store.listTrackings('open', 9)).toEqual([]);
    expect(new Set(team.told().map(({ key, revision }) => `${key} ${revision}`)).size).toBe(1);
    expect(team.said()).toMatchInlineSnapshot(
      `"⏸️ The schedule \`daily\` does no \`/diagnose\` while everything is paused; this is told once. Admins end the pause with \`/ops\`."`,
    );
    expect(await auditOf(team)).toMatchObject([{ outcome: 'refused', reasonCode: 'paused' }, { reasonCode: 'paused' }]);
    await paused(team, false);
    team.at(SLOT, 2 * HOUR);
    await team.due('2026-03-03T10:00:00Z');
    expect(await team.store.listTrackings('open', 9)).toHaveLength(1);
  });

  it('it is told once too that nobody can read whether it is', async () => {
    const team = scheduled({ name: 'daily', do: 'diagnose', every_hours: 1 });
    const { find } = team.store;
    team.store.find = async (kind, id) => {
      if (kind === 'switches') throw new UnreadableRecord({ kind, id }, 'restrictions: expected record');
      return find(kind, id);
    };
    await team.due();
    team.at(SLOT, HOUR);
    await team.due('2026-03-03T09:00:00Z');
    expect(await team.store.listTrackings('open', 9)).toEqual([]);
    expect(new Set(team.told().map(({ key, revision }) => `${key} ${revision}`)).size).toBe(1);
    expect(team.said()).toMatchInlineSnapshot(
      `"⏸️ The schedule \`daily\` does no \`/diagnose\`: whether everything is paused cannot be read. This is told once. Whoever runs this installation should deploy the newest version."`,
    );
    expect(await auditOf(team)).toMatchObject([
      { outcome: 'refused', reasonCode: 'switches_unreadable' },
      { reasonCode: 'switches_unreadable' },
    ]);
  });

  it('a verification goes on', async () => {
    const team = scheduled({ name: 'daily', do: 'verify' });
    await paused(team);
    await team.due();
    expect(await team.store.listTrackings('open', 9)).toHaveLength(1);
  });

  it('what was begun before is not said to be left out', async () => {
    const team = scheduled({ name: 'daily', do: 'diagnose' });
    const { create } = team.store;
    team.store.create = async (record) => {
      if (record.kind === 'audit') throw new Error('gone');
      return create(record);
    };
    await expect(team.due()).rejects.toThrow('gone');
    team.store.create = create;
    await paused(team);
    await team.due();
    expect(JSON.stringify(team.told())).not.toContain('paused');
  });
});

describe('days without a deploy', () => {
  const DAY = 24 * HOUR;
  function deployed(daysAgo: number, conclusion = 'success') {
    const team = scheduled({ name: 'daily', do: 'verify', after_days: 3 });
    const startedAt = team.clock.now() - daysAgo * DAY;
    team.repository.addWorkflowRun('client-deploy.yml', { status: 'completed', conclusion, startedAt });
    const alerts = () => team.told().filter(({ place }) => place.in === 'reply-to');
    return { ...team, alerts };
  }

  it('are told once, and once when something is deployed again', async () => {
    const { due, at, alerts, said, repository, clock } = deployed(4);
    await due();
    expect(said()).toMatchInlineSnapshot(
      `"🟠 Nothing was deployed for more than 3 days: the last one was 4d ago • [run](https://github.com/acme/web/actions/runs/7001). \`/deploy-client\` deploys."`,
    );
    at('2026-03-05T08:00:00Z');
    await due('2026-03-05T08:00:00Z');
    expect(alerts()).toHaveLength(1);
    repository.addWorkflowRun('client-deploy.yml', {
      status: 'completed',
      conclusion: 'success',
      startedAt: clock.now(),
    });
    at('2026-03-06T08:00:00Z');
    await due('2026-03-06T08:00:00Z');
    expect(said()).toMatchInlineSnapshot(
      `"🟢 Something was deployed again, 1d ago • [run](https://github.com/acme/web/actions/runs/7002)"`,
    );
  });

  it.each([
    ['fewer', 2, 'success', 0],
    ['more, for what was tried has failed', 4, 'failure', 1],
  ])('%s', async (_, daysAgo, conclusion, count) => {
    const { due, alerts } = deployed(daysAgo, conclusion);
    await due();
    expect(alerts()).toHaveLength(count);
  });

  it('are not over because more has failed since than is listed', async () => {
    const { due, at, alerts, repository, clock } = deployed(4);
    await due();
    for (let run = 0; run < 20; run += 1)
      repository.addWorkflowRun('client-deploy.yml', {
        status: 'completed',
        conclusion: 'failure',
        startedAt: clock.now() + run,
      });
    at('2026-03-05T08:00:00Z');
    await due('2026-03-05T08:00:00Z');
    expect(alerts()).toHaveLength(1);
  });

  it('are not told where nobody can see them', async () => {
    const { due, alerts, repository } = deployed(4);
    repository.fail('listWorkflowRuns', { status: 500 });
    await due();
    expect(alerts()).toHaveLength(0);
  });
});
