/** A day of tasks on the local stack: from the approval to merged pull requests and closed issues, however GitHub's webhooks come. */
import { expect, it } from 'vitest';
import { planIn } from '../stories/support/plan-in.ts';
import { openSystem, type System } from './support/open-system.ts';
import { cards, threadLines } from './support/plan-with-kills.ts';

/** More than a day sends. */
const ALL = 10_000;

/** Once the tasks have begun; what was held back comes when people are done. Tasks begin five seconds apart. */
const days: [string, number, (github: System['github']) => void][] = [
  ['as they are sent', 5, () => undefined],
  ['in reverse order', 2, (github) => github.pauseWebhooks()],
  ['twice', 2, (github) => github.duplicateWebhooks(ALL)],
  ['except every third', 2, (github) => github.loseOneWebhookOf(3)],
];

// They wait most of the time.
it.concurrent.for(days)(
  'tasks are begun, worked on, reviewed and merged where webhooks come %s',
  { timeout: 900_000 },
  async ([, count, disturb], { onTestFinished }) => {
    const system = await openSystem({ TASK_PULL_REQUESTS: 'true' }, onTestFinished);
    const { stack, discord, github, settle } = system;
    await stack.start();
    await discord.command(`/plan limit:${count}`);
    await settle();
    const { run, numbers } = planIn(cards(system)[0] ?? '');
    await discord.press(discord.messages()[0]?.message.id ?? '', 'Approve');
    await settle();
    const pulls = () => numbers.map((number) => pullsFor(system, number).map(({ pullRequest: pull }) => pull));
    expect(pulls()).toMatchObject(numbers.map(() => [{ draft: true }]));

    disturb(github);
    workOn(github, numbers);
    github.resumeWebhooks('newest first');
    await settle();
    await discord.command(`/ship run_id:${run}`);
    await settle();

    expect(cards(system)).toEqual([expect.stringContaining(`shipped • ${count}/${count}`)]);
    expect(pulls()).toMatchObject(numbers.map(() => [{ merged: true }]));
    const heads = pulls().flatMap((each) => each.map((pull) => pull?.head ?? ''));
    expect(await Promise.all(heads.map((head) => hasBranch(system, head)))).toEqual(heads.map(() => false));
    expectDone(github, numbers);
    expect(await Promise.all(numbers.map((number) => ownComments(system, number)))).toEqual(numbers.map(() => 1));
    const lines = threadLines(system);
    expect(new Set(lines).size).toBe(lines.length);
    expect((await system.state()).queues.map(({ deadLetters }) => deadLetters)).toEqual([0, 0, 0, 0]);
    expect(await stack.stop()).toBe(0);
  },
);

it.concurrent('tasks wait as long as GitHub asks where its limit on writes is used up, and are begun then', {
  timeout: 400_000,
}, async ({ onTestFinished }) => {
  const system = await openSystem({ TASK_PULL_REQUESTS: 'true' }, onTestFinished);
  const { stack, discord, github, settle } = system;
  await stack.start();
  await discord.command('/plan limit:2');
  await settle();
  const { numbers } = planIn(cards(system)[0] ?? '');
  github.writeElsewhere(78, 40);
  const [first = 0] = github.writes();
  await discord.press(discord.messages()[0]?.message.id ?? '', 'Approve');
  await settle();
  expect(numbers.map((number) => pullsFor(system, number).length)).toEqual([1, 1]);
  expect(await Promise.all(numbers.map((number) => ownComments(system, number)))).toEqual([1, 1]);
  const [third = 0] = github.writes().slice(80);
  expect(third - first).toBeGreaterThanOrEqual(60_000);
  expect((await system.state()).queues.map(({ deadLetters }) => deadLetters)).toEqual([0, 0, 0, 0]);
  expect(await stack.stop()).toBe(0);
});

const OF_PLANS = ['ready', 'in-progress'];

function expectDone(github: System['github'], numbers: readonly number[]): void {
  const issues = github.issues().filter(({ number }) => numbers.includes(number));
  expect(issues.map(({ state }) => state)).toEqual(numbers.map(() => 'closed'));
  expect(issues.flatMap(({ labels }) => labels).filter((label) => OF_PLANS.includes(label))).toEqual([]);
}

async function hasBranch({ github }: System, branch: string): Promise<boolean> {
  const url = `${github.url}/repos/${github.repository}/git/ref/heads/${branch}`;
  const { status } = await fetch(url, { headers: { authorization: `Bearer ${github.token}` } });
  if (status !== 200 && status !== 404) throw new Error(`GitHub answered ${status} for ${branch}`);
  return status === 200;
}

function workOn(github: System['github'], numbers: readonly number[]): void {
  for (const number of numbers) {
    github.pushToPull(number);
    github.reportChecks(number, 'pass', 'unit tests');
    github.markReady(number);
    github.reviewPull(number, 'approve');
  }
}

function pullsFor({ github }: System, issue: number) {
  return github
    .issues()
    .filter(({ pullRequest, body }) => pullRequest !== undefined && body?.includes(`Closes #${issue}\n`));
}

async function ownComments({ github }: System, issue: number): Promise<number> {
  const url = `${github.url}/repos/${github.repository}/issues/${issue}/comments`;
  const comments = await (await fetch(url, { headers: { authorization: `Bearer ${github.token}` } })).json();
  return (comments as { user: { login: string } }[]).filter(({ user }) => user.login === 'valine-bot').length;
}
