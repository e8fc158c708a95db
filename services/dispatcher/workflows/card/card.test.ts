/** What others gave does no harm in a tracking's message, and what is known is shown. */
import type { Report, TrendPoint } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { buildStage, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../test-dispatcher.ts';
import { buildCheck, buildReport, runEnded, runSeen } from '../tracking/test-trackings.ts';
import { detailsMessage, trackingMessage } from './messages.ts';

const EVIL = '[free](https://evil.example) @everyone <@123> `x` **b**';

const diagnosed = (report: Partial<Report>, change: Partial<Tracking> = {}) =>
  buildTracking({
    id: 'diagnose-1',
    state: report.verdict === 'ok' ? 'succeeded' : 'failed',
    stages: [
      buildStage({ kind: 'diagnose', correlationId: 'c1', run: runEnded('success'), report: buildReport(report) }),
    ],
    ...change,
  });

describe('what others gave', () => {
  it('becomes no link, no mention and no markup', () => {
    const check = buildCheck(EVIL, { verdict: 'bad', details: EVIL, fix: EVIL });
    const failure = { job: EVIL, step: EVIL, annotations: [EVIL], url: 'javascript:alert(1)' };
    const requestedBy = { id: '1', name: EVIL, roles: [] };
    const report: Partial<Report> = { verdict: 'bad', conclusion: EVIL, problem: EVIL, checks: [check], failure };
    expect(textOf(trackingMessage(diagnosed(report, { requestedBy })))).toMatchInlineSnapshot(`
      "🔴 Failed
      [run](https://github.com/acme/web/actions/runs/7001) • 25s
      ⚠️ \\[free\\](https:\\//evil.example) @​everyone \\<@​123\\> \`x\` \\*\\*b\\*\\*
      -# \`diagnose-1\` • requested by \\[free\\](https:\\//evil.example) @​everyone \\<@​123\\> \\\`x\\\` \\*\\*b\\*\\*
      What failed • 1 check: 1 bad
      Failed at \`[free](https://evil.example) @everyone <@123> 'x' **b**\` › \`[free](https://evil.example) @everyone <@123> 'x' **b**\`
      • \`[free](https://evil.example) @everyone <@123> 'x' **b**\`
      🔴 \`[free](https://evil.example) @everyone <@123> 'x' **b**\` • \\[free\\](https:\\//evil.example) @​everyone \\<@​123\\> \`x\` \\*\\*b\\*\\*
      ↳ \\[free\\](https:\\//evil.example) @​everyone \\<@​123\\> \`x\` \\*\\*b\\*\\*
      [ Diagnose ]"
    `);
  });

  it('cannot fill the message', () => {
    const many = Array.from({ length: 9 }, () => 'x'.repeat(5000));
    const failure = { annotations: many };
    const checks = [buildCheck('a'.repeat(500), { verdict: 'bad', details: 'd'.repeat(5000), fix: 'f'.repeat(5000) })];
    const { content, card } = trackingMessage(diagnosed({ verdict: 'bad', failure, checks }));
    expect(content?.length).toBeLessThan(500);
    expect(card?.lines.join('\n').length).toBeLessThan(2500);
  });

  it('is code where it names a job and a step', () => {
    const run = runSeen({ job: EVIL, step: EVIL });
    const tracking = buildTracking({ state: 'running', stages: [buildStage({ kind: 'deploy', run })] });
    expect(trackingMessage(tracking).content).toContain("`[free](https://evil.example) @everyone <@123> 'x' **b**`");
  });
});

describe('unknown checks', () => {
  it('are shown, and make nothing ok', () => {
    const checks = [buildCheck('oidc'), buildCheck('of_tomorrow', { verdict: 'unknown', details: 'true' })];
    expect(textOf(trackingMessage(diagnosed({ verdict: 'unknown', checks })))).toMatchInlineSnapshot(`
      "🟠 Unknown: not everything could be checked
      [run](https://github.com/acme/web/actions/runs/7001) • 25s
      What could not be seen is not taken to be well. Open the run, or run the command again.
      -# \`diagnose-1\` • requested by Ada
      2 checks: 1 ok, 1 unknown
      🟢 \`oidc\`
      ⚪ \`of_tomorrow\` • true
      [ Diagnose ]"
    `);
  });

  it('of a broken artifact are told with the reason', () => {
    const problem = 'The artifact `diagnose-summary` is not a whole ZIP. Run /diagnose again.';
    expect(textOf(trackingMessage(diagnosed({ verdict: 'unknown', problem })))).toMatchInlineSnapshot(`
      "🟠 Unknown: not everything could be checked
      [run](https://github.com/acme/web/actions/runs/7001) • 25s
      ⚠️ The artifact \`diagnose-summary\` is not a whole ZIP. Run /diagnose again.
      -# \`diagnose-1\` • requested by Ada
      [ Diagnose ]"
    `);
  });
});

describe('a run that succeeded and deployed nothing', () => {
  it('is called so, and is not verified', () => {
    const problem = 'None of its steps for Build ran. See in the run why.';
    const report = buildReport({ verdict: 'unknown', nothingDone: true, problem, checks: [buildCheck('GET /')] });
    const tracking = buildTracking({ state: 'failed', stages: [buildStage({ run: runEnded(), report })] });
    expect(textOf(trackingMessage(tracking))).toMatchInlineSnapshot(`
      "🟠 Latest Client Deploy: nothing was deployed
      [run](https://github.com/acme/web/actions/runs/7001)
      Status: success
      ⚠️ None of its steps for Build ran. See in the run why.
      -# \`verify-0000000000\` • requested by Ada
      1 check: 1 ok
      🟢 \`GET /\`
      [ Diagnose ]"
    `);
  });
});

describe('a run that did not succeed', () => {
  const ENDS = ['failure', 'timed_out', 'startup_failure', 'action_required', 'skipped', 'neutral', 'stale', 'odd'];

  it.each(['verify', 'diagnose'] as const)('is called by the name of its end: %s', (kind) => {
    const heads = ENDS.map((conclusion, index) => {
      const report = buildReport({ verdict: index < 4 ? 'bad' : 'unknown', conclusion });
      const stages = [buildStage({ kind, run: runEnded(conclusion), report })];
      return textOf(trackingMessage(buildTracking({ state: 'failed', stages }))).split('\n')[0];
    });
    if (kind === 'verify')
      expect(heads.join('\n')).toMatchInlineSnapshot(`
      "🔴 Latest Client Deploy failed
      🔴 Latest Client Deploy ran out of time
      🔴 Latest Client Deploy could not start: GitHub found a mistake in its workflow file
      🔴 Latest Client Deploy waits for somebody to act on GitHub
      🟠 Latest Client Deploy was skipped: nothing was done
      🟠 Latest Client Deploy ended as neutral, neither well nor badly
      🟠 Latest Client Deploy went stale: GitHub never heard how it ended
      🟠 Latest Client Deploy ended as odd"
    `);
    else
      expect(heads.join('\n')).toMatchInlineSnapshot(`
      "🔴 Failed
      🔴 Diagnose ran out of time
      🔴 Diagnose could not start: GitHub found a mistake in its workflow file
      🔴 Diagnose waits for somebody to act on GitHub
      🟠 Diagnose was skipped: nothing was done
      🟠 Diagnose ended as neutral, neither well nor badly
      🟠 Diagnose went stale: GitHub never heard how it ended
      🟠 Diagnose ended as odd"
    `);
  });

  it.each(['skipped', 'neutral'])('has nothing to run again where it was %s', (conclusion) => {
    const report = buildReport({ verdict: 'unknown', conclusion });
    const tracking = buildTracking({
      state: 'failed',
      stages: [buildStage({ run: runEnded(conclusion), report })],
    });
    expect(trackingMessage(tracking).buttons?.map(({ label }) => label)).toEqual(['Diagnose']);
  });

  it('is told where it failed only as far as that is known', () => {
    const places = [{}, { early: true }, { unread: 'The log could not be read.' }].map((more) => {
      const report = buildReport({ verdict: 'bad', conclusion: 'failure', failure: { annotations: [], ...more } });
      const stages = [buildStage({ run: runEnded('failure'), report })];
      return trackingMessage(buildTracking({ state: 'failed', stages })).card?.lines.join(' / ');
    });
    expect(places.join('\n')).toMatchInlineSnapshot(`
      "Which job failed is not known
      Failed before a step began
      Which job failed is not known / ⚠️ The log could not be read."
    `);
  });
});

describe('a run that was cancelled', () => {
  const cancelled = (cancellation: Report['cancellation'], change: Partial<Tracking> = {}) => {
    const report = buildReport({ verdict: 'bad', conclusion: 'cancelled', ...(cancellation && { cancellation }) });
    const stages = [buildStage({ kind: 'deploy', run: runEnded('cancelled'), report })];
    const { content } = trackingMessage(buildTracking({ state: 'cancelled', stages, ...change }));
    return content?.split('\n').slice(3, -1).join('\n');
  };

  it('says why, where that is known', () => {
    const said = [
      cancelled({ because: 'newer_run', of: 'client-deploy' }),
      cancelled({ because: 'person', of: 'mara-k' }),
      cancelled({ because: 'time_out', of: '30 minutes' }),
      cancelled({ because: 'time_out' }),
      cancelled(undefined),
      cancelled({ because: 'person', of: 'valine[bot]' }, { cancelledBy: { id: '1', name: 'Ada', roles: [] } }),
    ];
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "A newer run pushed it out before it began: of the concurrency group \`client-deploy\` only one may wait. See whether that one did it, else run the command again.
      mara-k has cancelled it on GitHub.
      It took longer than its workflow allows (30 minutes), so GitHub stopped it. See in its log what it waited for, or raise \`timeout-minutes\`.
      It took longer than its workflow allows, so GitHub stopped it. See in its log what it waited for, or raise \`timeout-minutes\`.

      Cancelled by Ada."
    `);
  });
});

describe('what an operator has to decide', () => {
  const claim = { operation: 'e1', epoch: 3, leaseUntil: 0, since: 0, unconfirmed: 7, repeatable: false };
  const params = { workflow: 'diagnose-dispatch.yml', ref: 'main' };
  const dispatch = { id: 'e1', kind: 'dispatch-workflow', params, intendedAt: 0, epoch: 3 };
  const parked = { reason: 'GitHub did not dispatch it (unavailable, no answer). Try again later.', at: 0 };
  const starting = (change: Partial<Tracking>) => {
    const stage = buildStage({ kind: 'diagnose', correlationId: 'c1', effectId: 'e1' });
    return buildTracking({ id: 'diagnose-1', stages: [stage], ...change });
  };

  it('is told while it cannot be known whether the workflow was started', () => {
    const tracking = starting({ effects: [{ ...dispatch, claim, parked }] });
    expect(textOf(trackingMessage(tracking))).toMatchInlineSnapshot(`
      "🟡 Starting Diagnose…
      ❓ Whether GitHub has done it all the same is not known: see in the Actions tab.
      🅿️ Could not dispatch workflow: GitHub did not dispatch it (unavailable, no answer). Try again later.
      -# An admin decides in \`/ops\`: Retry or Mark done. In a terminal: \`valine resolve e1 --retry\`, or \`--done <id>\`.
      -# \`diagnose-1\` • correlation id \`c1\` • requested by Ada"
    `);
  });

  it('is nothing any more once it was dropped, but what is not known stays', () => {
    const dropped = { ...parked, dropped: { by: '1', at: 0, reason: 'not needed' } };
    const tracking = starting({ effects: [{ ...dispatch, claim, parked: dropped }] });
    expect(textOf(trackingMessage(tracking))).toMatchInlineSnapshot(`
      "🟡 Starting Diagnose…
      ❓ Whether GitHub has done it all the same is not known: see in the Actions tab.
      -# \`diagnose-1\` • correlation id \`c1\` • requested by Ada"
    `);
  });

  it('is nothing any more once the run has shown up', () => {
    const stage = buildStage({ kind: 'diagnose', effectId: 'e1', run: runSeen() });
    const tracking = starting({ state: 'running', stages: [stage], effects: [{ ...dispatch, claim, parked }] });
    expect(textOf(trackingMessage(tracking))).not.toContain('🅿️');
  });

  it('is told to those who do not wait, too', () => {
    const tracking = starting({ tellsSuccess: false, effects: [{ ...dispatch, claim, parked }] });
    expect(trackingMessage(tracking).content).toContain('🅿️ Could not dispatch workflow');
  });
});

describe('a diagnose that cannot go on', () => {
  const ended = (change: Partial<Tracking>) =>
    textOf(trackingMessage(buildTracking({ id: 'diagnose-1', state: 'abandoned', ...change })));
  const correlationId = 'b9b9a5ff-0000-8000-8000-000000000000';

  it('says where to look when its run never showed up, or never ended', () => {
    const stage = buildStage({ kind: 'diagnose', correlationId, problem: 'timed_out' });
    expect(ended({ stages: [stage] })).toMatchInlineSnapshot(`
      "🔴 GitHub told of no run of Diagnose on Demand within 60 minutes. See in the Actions tab whether it ran; if it did, its \`run-name\` has to show the correlation id \`b9b9a5ff-0000-8000-8000-000000000000\`.
      -# reason_code: timed_out
      -# \`diagnose-1\` • requested by Ada"
    `);
    expect(ended({ stages: [{ ...stage, run: runSeen() }] })).toMatchInlineSnapshot(`
      "🔴 GitHub did not tell within 60 minutes that the [run](https://github.com/acme/web/actions/runs/7001) has ended, so it is no longer followed. Open it, and cancel it there if it is stuck.
      -# reason_code: timed_out
      -# \`diagnose-1\` • requested by Ada"
    `);
  });

  it('says so where it was to follow a verification', () => {
    const stages = [buildStage({ problem: 'no_run' }), buildStage({ kind: 'diagnose', correlationId })];
    expect(ended({ stages })).toMatchInlineSnapshot(`
      "🔴 Client Deploy has not run yet. Start it with \`/deploy-client\`, or name a run.
      -# reason_code: no_run
      Diagnose on Demand was not started.
      -# \`diagnose-1\` • requested by Ada"
    `);
  });

  it('waits for a runner as long as it takes, and says so', () => {
    const stage = buildStage({ kind: 'deploy', run: runSeen({ status: 'queued' }), problem: 'still_waiting' });
    const { run: _, ...unseen } = stage;
    expect(ended({ state: 'starting', stages: [unseen] })).toMatchInlineSnapshot(`
      "🟡 Starting Client Deploy…
      Its run has not shown up: it was asked for <t:1772442000:R>. See in the Actions tab of the repository whether it is there.
      -# \`diagnose-1\` • requested by Ada"
    `);
    expect(ended({ state: 'queued', stages: [stage] })).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)
      No runner has taken it. It began to wait <t:1772442000:R>. See on GitHub whether one is free. This message changes when it begins.
      -# \`diagnose-1\` • requested by Ada
      [ Cancel ]"
    `);
  });
});

describe('a run that waits', () => {
  const holder = { id: 190, url: 'https://github.com/acme/web/actions/runs/190' };
  const AT = 1_772_442_000_000;
  const waiting = (run: Parameters<typeof runSeen>[0], problem?: 'still_waiting') => {
    const stage = buildStage({ kind: 'deploy', run: runSeen(run), changedAt: AT, ...(problem && { problem }) });
    const { content } = trackingMessage(buildTracking({ state: 'queued', stages: [stage] }));
    return content?.split('\n').slice(0, -1).join('\n');
  };

  it('says at once what it waits for, where that is known', () => {
    const said = [
      waiting({ status: 'queued' }),
      waiting({ status: 'waiting', job: 'deploy-prod' }),
      waiting({ status: 'pending', holder }),
      waiting({ status: 'pending' }),
      waiting({ status: 'requested' }),
    ];
    expect(said.join('\n\n')).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)

      🟡 Waiting for approval • [run](https://github.com/acme/web/actions/runs/7001)
      \`deploy-prod\`
      Somebody has to approve it on GitHub: open the [run](https://github.com/acme/web/actions/runs/7001) and choose _Review deployments_.

      🟡 Waiting for another run • [run](https://github.com/acme/web/actions/runs/7001)
      [run 190](https://github.com/acme/web/actions/runs/190) holds its concurrency group and has to end first.

      🟡 Waiting for another run • [run](https://github.com/acme/web/actions/runs/7001)

      🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)"
    `);
  });

  it('says after three minutes which and since when', () => {
    const runs = [{ status: 'queued' }, { status: 'waiting' }, { status: 'pending', holder }, { status: 'pending' }];
    const said = [...runs, { status: 'requested' }].map((run) => waiting(run, 'still_waiting'));
    expect(said.join('\n\n')).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)
      No runner has taken it. It began to wait <t:1772442000:R>. See on GitHub whether one is free. This message changes when it begins.

      🟡 Waiting for approval • [run](https://github.com/acme/web/actions/runs/7001)
      Somebody has to approve it on GitHub: open the [run](https://github.com/acme/web/actions/runs/7001) and choose _Review deployments_. It began to wait <t:1772442000:R>.

      🟡 Waiting for another run • [run](https://github.com/acme/web/actions/runs/7001)
      [run 190](https://github.com/acme/web/actions/runs/190) holds its concurrency group and has to end first. It began to wait <t:1772442000:R>.

      🟡 Waiting for another run • [run](https://github.com/acme/web/actions/runs/7001)
      Another run holds its concurrency group and has to end first. It began to wait <t:1772442000:R>.

      🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)
      GitHub has taken it and not queued it yet. It began to wait <t:1772442000:R>. https://www.githubstatus.com tells whether GitHub has a problem."
    `);
  });
});

describe('the trend', () => {
  const point = (conclusion: string | null, seconds: number | null): TrendPoint => ({ conclusion, seconds });
  const trend = [
    point('success', 82),
    point('failure', 95),
    point('cancelled', 10),
    point(null, null),
    point('odd', 80),
  ];

  it('is drawn from the oldest to the newest, and told in words', () => {
    const comparison = { secondsBefore: 95, newlyFailing: [], mended: [] };
    const stages = [buildStage({ run: runEnded(), report: buildReport({ seconds: 82, trend, comparison }) })];
    const { description, bars = [] } = detailsMessage(buildTracking({ state: 'succeeded', stages })).chart ?? {};
    expect(description).toMatchInlineSnapshot(
      `"Client Deploy, last 5 runs: 1 succeeded, 1 failed, 1 cancelled, 1 running, 1 other"`,
    );
    expect(bars.map(({ value, outcome }) => `${value} ${outcome}`)).toEqual([
      '80 unknown',
      'null running',
      '10 warning',
      '95 bad',
      '82 good',
    ]);
  });

  it('of a single run is none', () => {
    expect(detailsMessage(diagnosed({ trend: trend.slice(0, 1) }))).not.toHaveProperty('chart');
  });
});
