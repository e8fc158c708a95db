/** What may be spent in a day, whoever asks and however often. */
import { NANO, type Spending, spentOf } from '@valine/records';
import { buildSpending } from '@valine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cost, costOf, decideReserve, decideSettle } from './decide-spending.ts';

const NOON = Date.UTC(2026, 10, 30, 12);
const budget = { day: '2026-11-30', nanoUsd: 1000 };
const tokens = { inputTokens: 3, outputTokens: 1 };
const about = (id: string, nanoUsd = 300, now = NOON) => ({ id, nanoUsd, now, budget });
const nobody = () => [];

function spentWith(...reserved: [string, number][]): Spending {
  let spending: Spending | undefined;
  for (const [id, nanoUsd] of reserved) spending = decideReserve(spending, about(id, nanoUsd)).next ?? spending;
  if (spending === undefined) throw new Error('nothing was reserved');
  return spending;
}

const settle = (spending: Spending, id: string, cost: Cost) =>
  decideSettle(spending, { id, cost, now: NOON, budget }, nobody);

describe('a reservation', () => {
  it('counts at its worst case until it is settled', () => {
    const reserved = spentWith(['a', 300], ['b', 300]);
    expect(spentOf(reserved)).toBe(600);
    expect(spentOf(settle(reserved, 'a', { nanoUsd: 10, tokens }).next ?? reserved)).toBe(310);
    expect(spentOf(settle(reserved, 'a', 'none').next ?? reserved)).toBe(300);
    expect(spentOf(settle(reserved, 'a', 'unknown').next ?? reserved)).toBe(600);
  });

  it('is refused where it could cost more than what is left, and the last that fits is taken', () => {
    const reserved = spentWith(['a', 300], ['b', 300], ['c', 300]);
    expect(decideReserve(reserved, about('d', 101)).verdict).toEqual({ refused: { spentNanoUsd: 900 } });
    expect(decideReserve(reserved, about('d', 100)).verdict).toBe('reserved');
    expect(decideReserve(undefined, about('d', 1001)).verdict).toEqual({ refused: { spentNanoUsd: 0 } });
  });

  it('is one, however often it is made and settled', () => {
    const reserved = spentWith(['a', 300]);
    expect(decideReserve(reserved, about('a'))).toEqual({ verdict: 'reserved' });
    const settled = settle(reserved, 'a', { nanoUsd: 10, tokens }).next ?? reserved;
    expect(settle(settled, 'a', { nanoUsd: 10, tokens }).next).toBeUndefined();
    expect(settle(settled, 'a', 'unknown').next).toBeUndefined();
  });

  it('that nobody settles counts at its worst case for ever, and takes no room of its own', () => {
    const later = decideReserve(spentWith(['a', 300]), about('b', 1, NOON + 600_000)).next;
    expect(later).toMatchObject({ open: [{ id: 'b' }], unknown: { calls: 1, nanoUsd: 300 } });
    expect(later && settle(later, 'a', 'none').next).toBeUndefined();
  });
});

it('stays small, however much is asked for', () => {
  let spending = spentWith(['first', 1]);
  const plenty = { ...budget, nanoUsd: NANO };
  for (let n = 0; n < 5000; n += 1)
    spending = decideReserve(spending, { ...about(`id-of-25-characters-${n}`, 1), budget: plenty }).next ?? spending;
  expect(JSON.stringify(spending).length).toBeLessThan(20_000);
  expect(spentOf(spending)).toBe(5001);
});

describe('the team is warned', () => {
  const warned = (settled: number, isWarned = false) => {
    const before = buildSpending(budget.day, { nanoUsd: settled, calls: 1, ...tokens }, { isWarned });
    const reserved = decideReserve(before, about('a', 100)).next ?? before;
    return settle(reserved, 'a', { nanoUsd: 50, tokens }).verdict.warns;
  };

  it('at 80 %, once', () => {
    expect([749, 750].map((settled) => warned(settled))).toEqual([false, true]);
    expect(warned(750, true)).toBe(false);
  });
});

describe('what tokens cost', () => {
  it('is whole billionths, rounded up', () => {
    expect(costOf({ input: 0.125, output: 0.5 }, { inputTokens: 1000, outputTokens: 100 })).toBe(175_000);
    expect(costOf({ input: 0.1, output: 0.3 }, { inputTokens: 3, outputTokens: 1 })).toBe(600);
    expect(costOf({ input: 0.00025, output: 0 }, { inputTokens: 1, outputTokens: 0 })).toBe(1);
  });
});

it('whatever is reserved and settled in whatever order, no more than the budget is spent', () => {
  const step = fc.record({
    id: fc.nat({ max: 12 }).map(String),
    worst: fc.integer({ min: 1, max: 400 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    does: fc.constantFrom('reserve', 'settle', 'unknown', 'none', 'wait'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let spending: Spending | undefined;
      let now = NOON;
      for (const { id, worst, part, does } of steps) {
        if (does === 'wait') now += 400_000;
        else if (does === 'reserve') spending = decideReserve(spending, about(id, worst, now)).next ?? spending;
        else spending = settledBy(spending, { id, part, does, now }) ?? spending;
        if (spending !== undefined) expect(spentOf(spending)).toBeLessThanOrEqual(budget.nanoUsd);
      }
    }),
  );
});

/** At most at its worst case, as a server that keeps to its bounds does. */
function settledBy(
  spending: Spending | undefined,
  { id, part, does, now }: { id: string; part: number; does: 'settle' | 'unknown' | 'none'; now: number },
): Spending | undefined {
  const worst = spending?.open.find((each) => each.id === id)?.nanoUsd ?? 0;
  const cost = does === 'settle' ? { nanoUsd: Math.floor(part * worst), tokens } : does;
  return decideSettle(spending, { id, cost, now, budget }, nobody).next;
}
