/** What the card, the thread and the presser's own note say of one step: no fact stands in all three. */
import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

/** In how many of the places that the step has changed a text stands. */
const countIn = (places: readonly string[], fact: string | RegExp) =>
  places.filter((text) => (typeof fact === 'string' ? text.includes(fact) : fact.test(text))).length;

describe('no fact stands three times', () => {
  it('when a plan is approved, and when it is ended', async () => {
    const { chat, github, settle } = await openTeam();
    const { run, numbers } = planIn(await chat.command('/plan limit:2'));
    const note = await chat.press('Approve', 'ben');
    const approved = [chat.answer(), chat.thread().join('\n'), note];
    for (const fact of [`#${numbers[0]}`, /approved by ben/i]) expect(countIn(approved, fact)).toBe(2);

    github.closeIssue(numbers[0] ?? 0);
    await settle();
    await chat.command(`/ship run_id:${run}`, 'ben');
    const ended = [await chat.press('Ship anyway', 'ben'), chat.thread().at(-1) ?? '', ...chat.channel()];
    expect(countIn([...ended, ...chat.pings().map(([, text = '']) => text)], '1 closed, 1 skipped')).toBe(2);
  });

  it('when a deploy went well', async () => {
    const { chat, github } = await openTeam();
    github.pushCommit('Round it as shops do');
    github.nextRun({ queuedSeconds: 0, seconds: 0 });
    const said = [await chat.command('/deploy-client wait:true'), await chat.press('Details')];
    expect(countIn(said, 'Round it as shops do')).toBe(2);
    expect(countIn(said[0]?.split('\n') ?? [], 'Round it as shops do')).toBe(1);
    expect(chat.pings()).toEqual([]);
  });
});
