/** What a task costs, in plans of any size, and that the largest begins within GitHub's limits. */
import type { DispatchMessage, PullRequestChanged } from '@valine/contracts';
import { getPullRequest } from '@valine/github-model';
import { buildIssue } from '@valine/testing';
import { expect, it } from 'vitest';
import { testDispatcher } from '../test-dispatcher.ts';
import { inTime } from './test-time.ts';

/** A plan of so many tasks, `waited`: the messages that had to come again, with why. */
async function teamOf(count: number) {
  const issues = Array.from({ length: count }, (_, index) => buildIssue(index + 1));
  const dispatcher = testDispatcher({ opensPullRequests: true }, issues);
  const { repository } = dispatcher;
  repository.push('First');
  const [first] = repository.model.issues;
  repository.model.issues = issues.map(({ number, title }) => ({
    ...structuredClone(first),
    id: number,
    number,
    title,
    labels: ['ready'],
  })) as typeof repository.model.issues;
  return { ...dispatcher, ...inTime(dispatcher) };
}

type Team = Awaited<ReturnType<typeof teamOf>>;

const counted = ({ repository, github, store, queues }: Team) => ({
  'GitHub calls': repository.calls.length + github.calls.length,
  reads: store.reads,
  writes: store.writes,
  messages: queues.sent.length,
});
type Counts = ReturnType<typeof counted>;
const COUNTS = ['GitHub calls', 'reads', 'writes', 'messages'] as const satisfies (keyof Counts)[];

function readyEvent({ repository, clock }: Team, issue: number): PullRequestChanged {
  clock.advance(60_000);
  const pull = getPullRequest(repository.model, 100 + issue);
  repository.people.pushTo(pull.number);
  Object.assign(pull.pullRequest, { draft: false });
  pull.updatedAt = clock.now();
  const { head: headBranch, headSha, draft, merged } = pull.pullRequest;
  const pullRequest = { number: pull.number, headBranch, headSha, draft, merged, state: 'open' as const };
  const about = { id: `ready-${issue}`, repository: 'acme/web', sender: 'grace', receivedAt: clock.now() };
  return { ...about, type: 'pull_request.changed', action: 'ready_for_review', pullRequest };
}

const PHASES = {
  'to propose it': (team: Team, _: string, count: number) => team.planned({ limit: count }),
  'to begin it': (team: Team, plan: string) => team.press('approve', plan),
  'to hear that it is ready': async (team: Team, _: string, count: number) => {
    for (let issue = 1; issue <= count; issue += 1) await team.take(readyEvent(team, issue));
  },
  'to ship it': (team: Team, plan: string) => team.command('ship', { run_id: plan }),
} as const;

/** Per task. */
async function costsOf(count: number): Promise<Map<string, Counts>> {
  const team = await teamOf(count);
  const costs = new Map<string, Counts>();
  for (const [name, act] of Object.entries(PHASES)) {
    const before = counted(team);
    const [open] = await team.store.listPlans('open', 1);
    await act(team, open?.id ?? '', count);
    await team.settle();
    const after = counted(team);
    const entries = COUNTS.map((each) => [each, (after[each] - before[each]) / count] as const);
    costs.set(name, Object.fromEntries(entries) as Counts);
  }
  expect(await team.store.listPlans('ended', 1)).toMatchObject([{ state: 'completed' }]);
  expect(team.waited).toEqual([]);
  return costs;
}

it('does not grow with the plan: 10, 50 and 100 tasks', async () => {
  const [of10, of50, of100] = [await costsOf(10), await costsOf(50), await costsOf(100)];
  const lines = Object.keys(PHASES).flatMap((name) =>
    COUNTS.map((each) => {
      const costs = [of10, of50, of100].map((costs) => costs.get(name)?.[each] ?? 0);
      expect(costs, `${name}, ${each}`).toEqual(costs.toSorted((one, other) => other - one));
      return `${name.padEnd(26)}${each.padEnd(14)}${costs.map((cost) => cost.toFixed(2).padStart(7)).join('')}`;
    }),
  );
  console.log(
    ['per task, in plans of'.padEnd(40) + ['10', '50', '100'].map((size) => size.padStart(7)).join(''), ...lines].join(
      '\n',
    ),
  );
}, 90_000);

it('a plan of 100 begins without one refusal of GitHub, in an hour and four minutes', async () => {
  const team = await teamOf(100);
  const plan = await team.planned({ limit: 100 });
  const since = team.clock.now();
  await team.press('approve', plan);
  await team.settle();
  const { tasks } = await team.plan(plan);
  expect(tasks.filter(({ pullRequest, trouble }) => pullRequest !== undefined && trouble === undefined)).toHaveLength(
    100,
  );
  expect(team.waited).toEqual([]);
  expect(team.logger.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  expect((team.settledAt() - since) / 1000).toBe(3600 + 39 * 6);
});

it('is refused by the GitHub of these tests where it begins all at once', async () => {
  const team = await teamOf(25);
  const plan = await team.planned();
  await team.press('approve', plan);
  const starts = team.queues.sent
    .map(({ body }) => body as DispatchMessage)
    .filter(({ type }) => type === 'task.start');
  for (const start of starts) await team.take(start);
  await team.settle();
  expect(team.waited.join()).toContain('secondary rate limit');
  expect((await team.plan(plan)).tasks.every(({ pullRequest }) => pullRequest !== undefined)).toBe(true);
});
