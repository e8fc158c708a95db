import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { runIn } from './support/run-in.ts';

describe('a plan, from proposal to summary', () => {
  it('is proposed, approved by a button, worked on, followed and shipped', async () => {
    const { chat, github, settle } = await openTeam();
    const proposal = await chat.command('/plan label:ready');
    const { run, numbers } = runIn(proposal);
    expect(await chat.press('Approve', 'ben')).toContain(`\`${run}\` is approved and in progress`);

    for (const number of numbers.toReversed()) github.closeIssue(number);
    github.redeliver();
    await settle();
    expect(await chat.command(`/status run_id:${run}`)).toContain(
      `🟡 in progress • ${numbers.length}/${numbers.length}`,
    );
    expect(await chat.command(`/ship run_id:${run}`, 'ben')).toContain(`🚀 Shipped ${run} • ${numbers.length} merged`);
    expect(chat.message(`Plan ${run} • shipped`)).toContain(`Ended by ben: ${numbers.length} merged`);
  });
});
