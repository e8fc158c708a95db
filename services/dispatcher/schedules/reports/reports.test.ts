/** What the team reads in the morning, in the evening and once a week: what is known, and what is not. */
import type { Message, Notification } from '@valine/contracts';
import { getPullRequest, openPullRequest } from '@valine/github-model';
import { briefly, makeUnreadable } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { begunTeam, type TestTeam } from '../../tasks/test-team.ts';
import { SLOT, scheduleClock, scheduled, scheduleOf } from '../test-schedules.ts';

const HOUR = 3_600_000;
type Report = 'morning' | 'evening' | 'digest';

/** A team with a plan of three tasks, of which one is merged and one waits for a review. */
async function busyTeam(kind: Report) {
  const settings = { ...scheduleOf({ name: kind, do: kind, days: ['tue'] }), planExpiresAfterMs: 9e9 };
  const team = await begunTeam(3, { settings });
  const clock = scheduleClock(team, kind);
  clock.at(SLOT, -20 * HOUR);
  await team.take(team.changePull(101, { draft: false }));
  await team.take(team.changePull(101, { merged: true }, 'closed'));
  await team.take({ ...team.closed(1), id: 'closed-1' });
  await team.settle();
  await team.take(team.changePull(102, { draft: false }));
  team.repository.people.ask(102, 'lin');
  await team.settle();
  mergedBeside(team, 'Retry the *payment* once', -3 * HOUR);
  mergedBeside(team, 'Part of another', -2 * HOUR, 'release');
  mergedBeside(team, 'Of last week', -9 * 24 * HOUR);
  deploys(team, [
    [30, 'failure', 90],
    [10, 'success', 80],
  ]);
  return { ...team, ...clock };
}

/** A pull request of no plan was merged. `ms`: after the slot. */
function mergedBeside({ repository }: Pick<TestTeam, 'repository'>, title: string, ms: number, base = 'main'): void {
  const at = Date.parse(SLOT) + ms;
  const number = 200 + repository.model.issues.length;
  const ends = { draft: false, head: `fix-${number}`, base };
  const pull = openPullRequest(repository.model, { id: number, number, title, author: 'grace', at, ...ends });
  Object.assign(pull.pullRequest, { merged: true });
  Object.assign(pull, { state: 'closed', closedAt: at });
}

function deploys(
  { repository }: Pick<Awaited<ReturnType<typeof begunTeam>>, 'repository'>,
  ends: readonly [hoursAgo: number, conclusion: string, seconds: number][],
): void {
  for (const [hoursAgo, conclusion, seconds] of ends) {
    const startedAt = Date.parse(SLOT) - hoursAgo * HOUR;
    const times = { createdAt: startedAt, startedAt, updatedAt: startedAt + seconds * 1000 };
    repository.addWorkflowRun('client-deploy.yml', { status: 'completed', conclusion, ...times });
  }
}

async function reportOf(team: Awaited<ReturnType<typeof busyTeam>>): Promise<string> {
  team.at(SLOT);
  await team.due();
  return team.said();
}

describe('the team reads', () => {
  it('in the morning, what was merged and deployed, what waits for whom, and of the plan', async () => {
    expect(briefly(await reportOf(await busyTeam('morning')))).toMatchInlineSnapshot(`
      "☀️ Morning of 2026-03-03
      **Merged**
      ✅ [PR #212](https://github.com/acme/web/pull/212) Retry the \\*payment\\* once • by grace • 3h ago
      merged #1 • merged • [PR #101](https://github.com/acme/web/pull/101) • \`plan-pwpa9m8j8m\`
      **Deployed**
      🟢 10h ago • First • [run](https://github.com/acme/web/actions/runs/7002)
      **Waits**
      ready #2 • [PR #102](https://github.com/acme/web/pull/102) • reviewer’s turn: lin, asked 19h ago
      started #3 • [PR #103](https://github.com/acme/web/pull/103) • author’s turn: draft
      📋 Plan \`plan-pwpa9m8j8m\` • 1/3 merged • 3 tasks"
    `);
  });

  it('in the evening, what is done, what is carried over, and which reviews are open', async () => {
    expect(briefly(await reportOf(await busyTeam('evening')))).toMatchInlineSnapshot(`
      "🌙 Evening of 2026-03-03
      **Merged or done today**
      ✅ [PR #212](https://github.com/acme/web/pull/212) Retry the \\*payment\\* once • by grace • 3h ago
      **Carried over**
      ready #2 • [PR #102](https://github.com/acme/web/pull/102) • reviewer’s turn: lin, asked 19h ago
      started #3 • [PR #103](https://github.com/acme/web/pull/103) • author’s turn: draft
      **Open reviews**
      👀 [PR #102](https://github.com/acme/web/pull/102) • asks for a review of lin • updated 19h ago"
    `);
  });

  it('once a week, how much of it there was, with a chart of the deploys', async () => {
    const team = await busyTeam('digest');
    expect(await reportOf(team)).toMatchInlineSnapshot(`
      "📅 The week to 2026-03-03
      ✅ 2 merges, 1 of plans • 0 plans ended • 2 tasks open
      🚀 2 deploys: 1 succeeded, 1 failed
      **Open reviews**
      👀 [PR #102](https://github.com/acme/web/pull/102) • asks for a review of lin • updated 19h ago"
    `);
    expect(team.told().at(-1)?.message.chart).toMatchInlineSnapshot(`
      {
        "bars": [
          {
            "outcome": "bad",
            "value": 90,
          },
          {
            "outcome": "good",
            "value": 80,
          },
        ],
        "description": "What the deploys of the week took, the oldest first: 90 s, 80 s",
      }
    `);
  });

  it('that main is red, where the last deploy or the last diagnose has failed', async () => {
    const team = scheduled();
    deploys(team, [
      [30, 'success', 80],
      [2, 'failure', 90],
      [1, 'cancelled', 5],
    ]);
    await team.due();
    expect(team.said()).toMatchInlineSnapshot(`
      "☀️ Morning of 2026-03-03
      🔴 **main is red**: Client Deploy failed 2h ago • [run](https://github.com/acme/web/actions/runs/7002)
      **Deployed**
      ⚪ 1h ago • [run](https://github.com/acme/web/actions/runs/7003)
      🔴 2h ago • [run](https://github.com/acme/web/actions/runs/7002)
      📋 There is no plan yet: \`/plan\` proposes one."
    `);
  });

  it('that main is red, though the next diagnose is under way', async () => {
    const team = scheduled();
    const startedAt = Date.parse(SLOT) - HOUR;
    const failed = { status: 'completed', conclusion: 'failure', startedAt };
    team.repository.addWorkflowRun('diagnose-dispatch.yml', failed);
    team.repository.addWorkflowRun('diagnose-dispatch.yml', { status: 'in_progress', startedAt: startedAt + HOUR });
    await team.due();
    expect(team.said()).toContain('main is red');
  });

  it('of more deploys than are listed, that there may be more', async () => {
    const team = scheduled({ do: 'digest', days: ['tue'] });
    deploys(
      team,
      Array.from({ length: 60 }, (_, index) => [100 - index, 'success', 60]),
    );
    await team.due();
    expect(team.said()).toContain('🚀 at least 50 deploys');
  });

  it('what could not be read, and all that could', async () => {
    const team = await busyTeam('morning');
    team.repository.fail('listWorkflowRuns', { status: 500 });
    team.repository.fail('openPullRequests', { status: 500 });
    team.repository.fail('mergedSince', { status: 500 });
    expect(briefly(await reportOf(team))).toMatchInlineSnapshot(`
      "☀️ Morning of 2026-03-03
      ❔ Whether main is red is not known: GitHub did not tell. \`/status\` asks again.
      **Merged**
      merged #1 • merged • [PR #101](https://github.com/acme/web/pull/101) • \`plan-pwpa9m8j8m\`
      ❔ What else was merged is not known: GitHub did not tell. It lists it under its closed pull requests.
      **Waits**
      ready #2 • [PR #102](https://github.com/acme/web/pull/102) • reviewer’s turn: lin, asked 19h ago
      started #3 • [PR #103](https://github.com/acme/web/pull/103) • author’s turn: draft
      ❔ Which reviews are open is not known: GitHub did not tell. \`/status\` asks again.
      📋 Plan \`plan-pwpa9m8j8m\` • 1/3 merged • 3 tasks"
    `);
  });

  it('what could not be seen, as unknown: GitHub finds nothing where it lets us in no more', async () => {
    const team = await busyTeam('evening');
    team.repository.fail('openPullRequests', { status: 404 });
    team.repository.fail('mergedSince', { status: 404 });
    const said = await reportOf(team);
    expect(said).toContain('What else was merged is not known');
    expect(said).toContain('Which reviews are open is not known');
  });

  it('of the plans that can be read, where one cannot', async () => {
    const team = await busyTeam('morning');
    await team.store.create({ ...(await team.plan(team.planId)), id: 'plan-other', version: 1 });
    makeUnreadable(team.store, 'plan', 'plan-other');
    const said = (await reportOf(team)).split('\n');
    expect(said.filter((line) => /^[📋❔]/u.test(line))).toMatchInlineSnapshot(`
      [
        "📋 Plan \`plan-pwpa9m8j8m\` • 1/3 merged • 3 tasks",
        "❔ How \`plan-other\` stands is not known: another version wrote its record. Deploy that version, or a later one.",
      ]
    `);
  });

  it('what was merged, not again where its plan has heard of it late: GitHub says when', async () => {
    const team = await busyTeam('morning');
    Object.assign(getPullRequest(team.repository.model, 101), { closedAt: Date.parse(SLOT) - 25 * HOUR });
    expect(await reportOf(team)).not.toContain('PR #101');
  });

  it('what of it is merged, where GitHub does not tell of the rest', async () => {
    const team = await busyTeam('digest');
    team.repository.fail('mergedSince', { status: 500 });
    expect(await reportOf(team)).toContain('✅ at least 1 merge, 1 of plans');
  });

  it('that there is nothing, where there is nothing', async () => {
    const team = scheduled({ do: 'evening' });
    await team.due();
    expect(team.said()).toMatchInlineSnapshot(`
      "🌙 Evening of 2026-03-03
      Nothing was merged or deployed, and nothing waits."
    `);
  });
});

it.each<Report>(['morning', 'evening', 'digest'])('nobody is notified by the %s report', async (kind) => {
  const team = await busyTeam(kind);
  const before = team.queues.sent.length;
  await reportOf(team);
  const messages: Message[] = team.queues.sent.slice(before).map(({ body }) => (body as Notification).message);
  expect(messages.map(({ pings }) => pings)).toEqual([undefined]);
});
