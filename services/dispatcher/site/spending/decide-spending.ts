/** What a call to a language model may cost is reserved before it, and settled after it, in the record of the day. */
import type { Notification } from '@valine/contracts';
import { type Change, expiryOf, LONGEST_CALL_MS, NANO, type Spending, spendingId, spentOf } from '@valine/records';
import type { ModelPrice } from '@valine/settings';

/** The record stays small, whatever happens: the oldest give way, and count at their worst case from then on. */
const MOST_OPEN = 200;
/** Of the budget: from here on the team is warned, once a day. */
export const WARNED_AT = 0.8;

export type Budget = {
  /** UTC: that of the reservation. */
  day: string;
  nanoUsd: number;
};

export type Tokens = { inputTokens: number; outputTokens: number };

/** Whole billionths of a dollar, rounded up. */
export function costOf({ input, output }: ModelPrice, { inputTokens, outputTokens }: Tokens): number {
  const perToken = NANO / 1_000_000;
  // A float of a sum that is whole may stand a little above it.
  return Math.ceil(Number((perToken * (input * inputTokens + output * outputTokens)).toFixed(3)));
}

export type Reserved = 'reserved' | { refused: { spentNanoUsd: number } };

/** The same reservation twice is one. The first of a day that is refused is noted, for the team is to know. `now`: epoch milliseconds. */
export function decideReserve(
  spending: Spending | undefined,
  { id, nanoUsd, now, budget }: { id: string; nanoUsd: number; now: number; budget: Budget },
): Change<'spending', Reserved> {
  const before = spending ?? emptySpending(budget.day);
  if (before.open.some((each) => each.id === id)) return { verdict: 'reserved' };
  const spentNanoUsd = spentOf(before);
  if (spentNanoUsd + nanoUsd > budget.nanoUsd) {
    const verdict = { refused: { spentNanoUsd } };
    return before.isSpent ? { verdict } : { verdict, next: { ...nextOf(before, now), isSpent: true } };
  }
  const open = [...before.open, { id, nanoUsd, at: now }];
  return { verdict: 'reserved', next: { ...nextOf(before, now), ...withoutOld({ ...before, open }, now) } };
}

/** `warns`: most of the budget is spent now, and nobody was told before. */
export type Settled = { warns: boolean; spentNanoUsd: number };

/** What a call has cost, `none` where it is certain that nothing was done. */
export type Cost = { nanoUsd: number; tokens: Tokens } | 'none' | 'unknown';

/**
 * What nobody will know counts at its worst case. A reservation that is not open any more stays as it counts. `warning`:
 * what tells the team, where it has a channel.
 */
export function decideSettle(
  spending: Spending | undefined,
  { id, cost, now, budget }: { id: string; cost: Cost; now: number; budget: Budget },
  warning: (spentNanoUsd: number) => Notification[],
): Change<'spending', Settled> {
  const reserved = spending?.open.find((each) => each.id === id);
  if (spending === undefined || reserved === undefined)
    return { verdict: { warns: false, spentNanoUsd: spending === undefined ? 0 : spentOf(spending) } };
  const open = spending.open.filter((each) => each !== reserved);
  const next = { ...nextOf(spending, now), open, ...counted(spending, cost, reserved.nanoUsd) };
  const spentNanoUsd = spentOf(next);
  const warns = !spending.isWarned && spentNanoUsd > 0 && spentNanoUsd >= WARNED_AT * budget.nanoUsd;
  if (!warns) return { verdict: { warns, spentNanoUsd }, next };
  const outbox = [...next.outbox, ...warning(spentNanoUsd)];
  return { verdict: { warns, spentNanoUsd }, next: { ...next, isWarned: true, outbox } };
}

function counted(
  { settled, unknown }: Spending,
  cost: Cost,
  reservedNanoUsd: number,
): Partial<Pick<Spending, 'settled' | 'unknown'>> {
  if (cost === 'unknown') return { unknown: { calls: unknown.calls + 1, nanoUsd: unknown.nanoUsd + reservedNanoUsd } };
  if (cost === 'none') return {};
  return {
    settled: {
      calls: settled.calls + 1,
      nanoUsd: settled.nanoUsd + cost.nanoUsd,
      inputTokens: settled.inputTokens + cost.tokens.inputTokens,
      outputTokens: settled.outputTokens + cost.tokens.outputTokens,
    },
  };
}

function emptySpending(day: string): Spending {
  return {
    kind: 'spending',
    id: spendingId(day),
    version: 0,
    day,
    settled: { calls: 0, nanoUsd: 0, inputTokens: 0, outputTokens: 0 },
    unknown: { calls: 0, nanoUsd: 0 },
    open: [],
    isWarned: false,
    outbox: [],
    expiresAt: 0,
  };
}

function nextOf(spending: Spending, now: number): Spending {
  return { ...spending, version: spending.version + 1, expiresAt: expiryOf(now) };
}

/** What nobody has settled for long counts at its worst case, and is not kept on its own any more. */
function withoutOld({ open, unknown }: Spending, now: number): Pick<Spending, 'open' | 'unknown'> {
  const isOld = ({ at }: Spending['open'][number], index: number) =>
    at <= now - LONGEST_CALL_MS || index < open.length - MOST_OPEN;
  const old = open.filter(isOld);
  return {
    open: open.filter((each, index) => !isOld(each, index)),
    unknown: {
      calls: unknown.calls + old.length,
      nanoUsd: old.reduce((sum, { nanoUsd }) => sum + nanoUsd, unknown.nanoUsd),
    },
  };
}
