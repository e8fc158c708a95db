import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

describe('approving', () => {
  it('two people press at the same moment: one starts the plan, the other is told who did', async () => {
    const { chat } = await openTeam();
    await chat.command('/plan');
    const answers = await chat.pressTogether('Approve', ['ada', 'ben']);
    expect(answers.filter((answer) => answer.includes('is approved and in progress'))).toHaveLength(1);
    expect(answers.find((answer) => answer.includes('reason_code: already_approved'))).toMatch(/approved by (ada|ben)/);
    expect(chat.thread()).toHaveLength(1);
  });

  it('an unknown, a discarded and a finished run are refused with a reason', async () => {
    const { chat } = await openTeam();
    expect(await chat.command('/approve run_id:plan-nowhere')).toContain('reason_code: run_not_found');
    const discarded = planIn(await chat.command('/plan')).run;
    await chat.press('Discard');
    expect(await chat.command(`/approve run_id:${discarded}`)).toContain('reason_code: run_discarded');
    const finished = planIn(await chat.command('/plan')).run;
    await chat.press('Approve');
    await chat.command(`/ship run_id:${finished}`);
    await chat.press('Ship anyway');
    expect(chat.thread().at(-1)).toBe('🏁 The plan has ended: see its card.');
    expect(await chat.command(`/approve run_id:${finished}`)).toContain('reason_code: run_finished');
  });

  it('takes an operator, once operators are configured', async () => {
    const { chat, discord } = await openTeam({ operatorRoles: true });
    discord.setOperator('ada', false);
    expect(await chat.command('/plan', 'ada')).toContain('reason_code: not_operator');
    discord.setOperator('ada', true);
    discord.setOperator('ben', false);
    expect(await chat.command('/plan', 'ada')).toContain('[ Approve ]');
    expect(await chat.press('Approve', 'ben')).toContain('reason_code: not_operator');
  });

  it('is of what was chosen: operators take issues out and in, and what was approved is what starts', async () => {
    const { chat, discord, github } = await openTeam({ operatorRoles: true });
    await chat.command('/plan limit:2');
    discord.setOperator('ben', false);
    expect(await chat.choose(['8'], 'ben')).toContain('reason_code: not_operator');
    expect(await chat.choose(['8'])).toContain('proposes 1 issue now');
    expect(chat.answer()).toContain('not today (ada)');
    expect(await chat.choose(['8', '6'])).toContain('proposes 2 issues now');
    expect(await chat.press('Approve')).toContain('is approved and in progress');
    expect(chat.thread()).toEqual([
      '✏️ ada: #5 not today.',
      '✏️ ada: #6 taken in.',
      expect.stringContaining('Started #8, #6.'),
    ]);
    expect(github.openPulls()).toHaveLength(4);
  });

  it('holds back what is blocked, which begins once that is closed', async () => {
    const { chat, github, settle } = await openTeam();
    github.block(5, 8);
    github.block(5, 11);
    expect(await chat.command('/plan limit:2')).toContain('⛔ waits for #8, #11');
    await chat.press('Approve');
    expect(chat.thread().at(-1)).toContain('Started #8; #5 waits for #8, #11.');
    github.closeIssue(11, 'completed');
    await settle();
    expect(github.openPulls()).not.toContain(5);
    github.closeIssue(8, 'completed');
    await settle();
    expect(github.openPulls()).toContain(5);
    expect(chat.thread().at(-1)).toContain('⏳');
  });

  it('takes two people, where two approvals are required', async () => {
    const { chat } = await openTeam({ settings: { approvalsRequired: 2 } });
    await chat.command('/plan');
    expect(await chat.press('Approve', 'ada')).toContain('1 of 2');
    expect(await chat.press('Approve', 'ada')).toContain('reason_code: approved_twice');
    expect(await chat.press('Approve', 'ben')).toContain('is approved and in progress');
    expect(chat.thread()).toEqual([expect.stringContaining('Approved by ada, ben')]);
  });
});
