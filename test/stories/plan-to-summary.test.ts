import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

describe('a plan, from proposal to summary', () => {
  it('is proposed, approved by a button, worked on in any order and twice, followed, and shipped', async () => {
    const { chat, github, settle } = await openTeam();
    const { run, numbers } = planIn(await chat.command('/plan label:ready'));
    expect(await chat.press('Approve', 'ben')).toContain(`\`${run}\` is approved and in progress`);

    github.duplicateWebhooks(1);
    for (const number of numbers.toReversed()) github.closeIssue(number);
    await settle();
    expect(await chat.command(`/status run_id:${run}`)).toContain(
      `🟡 in progress • ${numbers.length}/${numbers.length}`,
    );
    expect(await chat.command(`/ship run_id:${run}`, 'ben')).toContain(`🚀 Shipped ${run} • ${numbers.length} closed`);
    expect(chat.message(`Plan ${run} • shipped`)).toContain(`Ended by ben: ${numbers.length} closed`);
    const lines = chat.thread();
    expect(lines).toHaveLength(4);
    for (const number of numbers) expect(lines.slice(1, 3).join('\n')).toContain(`[#${number}]`);
  });

  it('tells each step once in its thread', async () => {
    const { chat, github, settle, wait } = await openTeam();
    const { numbers } = planIn(await chat.command('/plan limit:2'));
    await chat.press('Approve');
    for (const number of numbers) github.closeIssue(number, 'completed', 'grace');
    await settle();
    await wait(3000);
    const lines = chat.thread();
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('Approved by ada');
    expect(lines[2]).toContain('All tasks are done');
  });

  it('shows the proposal as its readers see it', async () => {
    const { chat, github } = await openTeam();
    const proposal = await chat.command('/plan limit:2');
    expect(
      proposal
        .replaceAll(github.url, 'https://github.example')
        .replace(/plan-\w+/, 'plan-1')
        .replace(/<t:\d+:f>/, '<tomorrow>'),
    ).toMatchInlineSnapshot(`
      "📋 Plan plan-1 • 2 issues labelled “ready”
      ⚪ **P0** [#8](https://github.example/acme/web/issues/8) Checkout charges shipping twice when the address changes • @lin-t • 1d
      ⚪ **P1** [#5](https://github.example/acme/web/issues/5) Search finds nothing for words with an umlaut • unassigned • 1d

      … and 4 more with this label, beyond the limit
      Who may approve: operators
      Undecided, it expires <tomorrow>
      0 of 1 approvals • requested by ada
      [ Approve ] [ Discard ]"
    `);
  });

  it('is discarded by a button, and cannot be approved afterwards', async () => {
    const { chat } = await openTeam();
    const { run } = planIn(await chat.command('/plan'));
    expect(await chat.press('Discard')).toContain('nothing was started');
    expect(chat.message(`Plan ${run} • discarded`)).toContain('Discarded by ada');
    expect(await chat.command(`/approve run_id:${run}`)).toContain('reason_code: run_discarded');
  });

  it('ends without the tasks that are still open, if somebody confirms it', async () => {
    const { chat, github, settle } = await openTeam();
    const { run, numbers } = planIn(await chat.command('/plan limit:3'));
    await chat.press('Approve');
    github.closeIssue(numbers[0] ?? 0);
    await settle();
    expect(await chat.command(`/ship run_id:${run}`)).toContain('2 of 3 tasks');
    expect(await chat.press('Keep going')).toContain('goes on');
    await chat.command(`/ship run_id:${run}`);
    expect(await chat.press('Ship anyway', 'ben')).toContain('in the place of the question');
    expect(chat.channel().join('\n')).not.toContain('[ Ship anyway ]');
    expect(chat.thread().at(-1)).toBe('🏁 The plan has ended: see its card.');
  });
});
