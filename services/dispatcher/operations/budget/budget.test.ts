/** The budget of the language model, as the sweep sees it: told once a day, and over when the day is. */
import type { Spending } from '@valine/records';
import { dayOf, NANO } from '@valine/records';
import { buildSpending } from '@valine/testing';
import { expect, it } from 'vitest';
import { decideReserve } from '../../site/spending/decide-spending.ts';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';

const MINUTE = 60_000;
const TOKENS = { inputTokens: 1, outputTokens: 1 };

/** Of a budget of $10 so much is spent. */
async function team(usd: number, fields: Partial<Spending> = {}, isUsed = true) {
  const languageModel = { isUsed, name: 'a-model', price: { input: 1, output: 4 }, maxDailyCostUsd: 10 };
  const dispatcher = testDispatcher({ channelId: '900', languageModel });
  const { clock, store } = dispatcher;
  const spending = buildSpending(dayOf(clock.now()), { nanoUsd: usd * NANO, calls: 1, ...TOKENS }, fields);
  await store.create(spending);
  return {
    ...dispatcher,
    spending,
    async sweepAfter(minutes: number): Promise<void> {
      clock.advance(minutes * MINUTE);
      await dispatcher.takeRaw({ type: 'sweep.due', id: 'due', slot: new Date(clock.now()).toISOString() });
    },
    told: () => dispatcher.queues.sent.map(({ body }) => Object(body)).filter(({ key }) => !/gap/.test(key)),
  };
}

it('that it is used up is told once, and over on the next day', async () => {
  const { sweepAfter, told } = await team(9.99, { isWarned: true, isSpent: true });
  for (const minutes of [0, 5, 5, 24 * 60, 5]) await sweepAfter(minutes);
  expect(told().map(({ message }) => textOf(message))).toMatchInlineSnapshot(`
    [
      "🔴 The language model has used up its budget of 2026-03-02
    Until midnight UTC changes of the site are asked for by \`command:\` alone. \`/agents\` has what was spent; whoever runs this installation can raise \`MAX_DAILY_COST_USD\`.
    Told once; this message changes when it is over. docs/operations.md, “The budget”
    [ Show /ops ]",
      "🟢 Over: The language model has used up its budget of 2026-03-02
    It lasted 24 hours.",
    ]
  `);
});

it('while only most of it is spent, words are still taken, and it is so said', async () => {
  const { sweepAfter, told } = await team(8);
  await sweepAfter(0);
  expect(told()[0].message.card.lines).toMatchInlineSnapshot(`
    [
      "Once it is used up, changes of the site are asked for by \`command:\` alone until midnight UTC. \`/agents\` has what was spent; whoever runs this installation can raise \`MAX_DAILY_COST_USD\`.",
    ]
  `);
});

it.each<[string, number, Partial<Spending>, number]>([
  ['7.99 are nothing to tell', 7.99, {}, 0],
  ['8 of which nobody was warned are told', 8, {}, 1],
  ['8 of which the team was warned are not told again', 8, { isWarned: true }, 0],
])('of $10, $%s', async (_, usd, fields, messages) => {
  const { sweepAfter, told } = await team(usd, fields);
  await sweepAfter(0);
  await sweepAfter(5);
  expect(told()).toHaveLength(messages);
});

it('is noted as used up by the first who is refused, and by nobody after', async () => {
  const { spending } = await team(9.99);
  const asked = { id: 'a', nanoUsd: NANO, now: 1, budget: { day: spending.day, nanoUsd: 10 * NANO } };
  const { next } = decideReserve(spending, asked);
  expect(next).toMatchObject({ isSpent: true, settled: spending.settled, open: [] });
  expect(decideReserve(next, asked).next).toBeUndefined();
});

it('is not read where no model is used', async () => {
  const [used, unused] = [await team(0), await team(0, {}, false)];
  for (const { sweepAfter } of [used, unused]) await sweepAfter(0);
  expect(used.store.reads - unused.store.reads).toBe(1);
});
