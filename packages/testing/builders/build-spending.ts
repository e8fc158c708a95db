/** What a language model has cost in a day, with nothing under way. */
import { expiryOf, type Spending, spendingId } from '@valine/records';

export function buildSpending(day: string, settled: Spending['settled'], overrides: Partial<Spending> = {}): Spending {
  return {
    kind: 'spending',
    id: spendingId(day),
    version: 1,
    day,
    settled,
    unknown: { calls: 0, nanoUsd: 0 },
    open: [],
    isWarned: false,
    outbox: [],
    expiresAt: expiryOf(Date.parse(day)),
    ...overrides,
  };
}
