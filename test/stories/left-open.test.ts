/** What a plan leaves open belongs to the next one, whatever its labels were meanwhile. */
import { expect, it } from 'vitest';
import { onGitHub, readyTwo, ship } from './support/two-tasks.ts';

it('is for the next day: its issue has the label of the plan again, and what was merged is in progress no more', async () => {
  const two = await readyTwo();
  two.github.markDraft(two.first);
  await ship(two);
  expect(onGitHub(two, two.first)).toBe('open, in-progress, pull request');
  await two.chat.press('Ship anyway');
  await two.wait(60_000);
  expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([
    'open, ready, pull request',
    'closed, no pull request',
  ]);
  const next = await two.chat.command('/plan limit:1');
  expect(next).toContain(`[#${two.first}]`);
  expect(next).toContain('carried over');
});
