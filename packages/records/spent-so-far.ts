/** What language models have cost today, and this month day by day. */
import { findOrTell } from './find-or-tell.ts';
import { dayOf, LONGEST_CALL_MS, NANO, type Spending, spendingId, spentOf } from './kinds/spending.ts';
import type { OnUnreadable, RecordStore } from './store.ts';

export type DayCost = {
  /** UTC, such as `2026-11-30`. */
  day: string;
  /** With what is not known, at its worst case. */
  usd: number;
  /** The part of it that nobody knows yet, or ever. */
  unknownUsd: number;
  calls: number;
  inputTokens: number;
  outputTokens: number;
};

export type SpentSoFar = {
  today: DayCost;
  month: { name: string; usd: number; calls: number };
  /** Those on which something was asked, the oldest first. */
  days: DayCost[];
  /** Days whose records cannot be read, the oldest first: they count nowhere, not even as today. */
  missing: string[];
  /** Calls that may still end. A function that died leaves one behind, for `LONGEST_CALL_MS` at most. */
  callsUnderWay: number;
};

/**
 * `now`: epoch milliseconds. A read for each day of the month so far. What cannot be read is left out, and told to
 * `onUnreadable`. @throws StoreUnavailable
 */
export async function spentSoFar(
  store: Pick<RecordStore, 'find'>,
  now: number,
  onUnreadable: OnUnreadable = () => undefined,
): Promise<SpentSoFar> {
  const today = dayOf(now);
  const days = Array.from({ length: Number(today.slice(8)) }, (_, index) => dayOfMonth(today, index + 1));
  const missing: string[] = [];
  const findDay = (day: string) =>
    findOrTell(store, 'spending', spendingId(day), (error) => {
      onUnreadable(error);
      missing.push(day);
    });
  const found = (await Promise.all(days.map(findDay))).filter((spending) => spending !== undefined);
  const costs = found.map(costOf);
  const month = {
    name: today.slice(0, 7),
    usd: sumOf(costs.map(({ usd }) => usd)),
    calls: sumOf(costs.map(({ calls }) => calls)),
  };
  return {
    today: costs.find(({ day }) => day === today) ?? nothingOn(today),
    month,
    days: costs,
    missing: missing.sort(),
    callsUnderWay: found.flatMap(({ open }) => open).filter(({ at }) => at > now - LONGEST_CALL_MS).length,
  };
}

function dayOfMonth(today: string, day: number): string {
  return `${today.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

function costOf(spending: Spending): DayCost {
  const { day, settled, unknown, open } = spending;
  const spent = spentOf(spending);
  return {
    day,
    usd: spent / NANO,
    unknownUsd: (spent - settled.nanoUsd) / NANO,
    calls: settled.calls + unknown.calls + open.length,
    inputTokens: settled.inputTokens,
    outputTokens: settled.outputTokens,
  };
}

function nothingOn(day: string): DayCost {
  return { day, usd: 0, unknownUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
}

/** Amounts are whole billionths, and stay so in the sum. */
function sumOf(values: readonly number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) * NANO) / NANO;
}
