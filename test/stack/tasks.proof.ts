/** A day of tasks on the local stack: from the approval to merged pull requests and closed issues. */
import { expect, it } from 'vitest';
import { planIn } from '../stories/support/plan-in.ts';
import { openSystem } from './support/open-system.ts';
import { cards } from './support/plan-with-kills.ts';

it('an approved task is begun, worked on, reviewed, and merged by /ship, which closes its issue', async () => {
  const { stack, discord, github, settle } = await openSystem({ TASK_PULL_REQUESTS: 'true' });
  await stack.start();
  await discord.command('/plan limit:2');
  await settle();
  const { run, numbers } = planIn(cards({ discord })[0] ?? '');
  await discord.press(discord.messages()[0]?.message.id ?? '', 'Approve');
  await settle();
  for (const number of numbers) {
    github.pushToPull(number);
    github.markReady(number);
    github.reviewPull(number, 'approve');
  }
  await settle();
  await discord.command(`/ship run_id:${run}`);
  await settle();
  expect(cards({ discord })[0]).toContain('shipped');
  const issues = github.issues().filter(({ number }) => numbers.includes(number));
  expect(issues.map(({ state, labels }) => [state, labels.includes('in-progress')])).toEqual([
    ['closed', true],
    ['closed', true],
  ]);
  expect(await stack.stop()).toBe(0);
}, 120_000);
