import { expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const DAY_MS = 24 * 3_600_000;

it('a plan that nobody decides about for a day expires, and says so to whoever comes late', async () => {
  const { chat, github, wait } = await openTeam();
  const { run } = planIn(await chat.command('/plan'));
  expect(chat.answer()).toContain('[ Approve ]');
  await wait(DAY_MS + 60_000);
  expect(chat.answer()).toMatch(/^⌛ Plan plan-\w+ • expired/);
  expect(chat.answer()).not.toContain('[ Approve ]');
  expect(chat.pings()).toEqual([['ada', expect.stringContaining('has expired: nobody decided about it in time')]]);
  expect(await chat.command(`/approve run_id:${run}`, 'ben')).toContain('reason_code: run_expired');
  expect(await chat.command(`/status run_id:${run}`)).not.toContain('[ Approve ]');
  expect(github.openPulls()).toHaveLength(2);
  expect(await chat.command('/plan')).toContain('#5');
});
