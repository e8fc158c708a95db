/** What language models have cost in a day, and what calls that are under way may cost at most. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

/** Amounts are whole billionths of a US dollar (`nanoUsd`), so that they add up. */
export const NANO = 1_000_000_000;

/** No call goes on for so long: by then nobody will tell what it has cost. */
export const LONGEST_CALL_MS = 600_000;

export const Spending = z.object({
  kind: z.literal('spending'),
  /** `spending-` and the day. */
  id: z.string(),
  version: z.number(),
  /** UTC, such as `2026-11-30`: that of the reservation, whenever its call ends. */
  day: z.string(),
  /** Calls of a known cost, and their cost together. */
  settled: z.object({ calls: z.number(), nanoUsd: z.number(), inputTokens: z.number(), outputTokens: z.number() }),
  /** Calls of which nobody will know what they cost: each counts at its worst case. */
  unknown: z.object({ calls: z.number(), nanoUsd: z.number() }),
  /** Reservations that may still be settled, the oldest first. Until then each counts at its worst case. */
  open: z.array(z.object({ id: z.string(), nanoUsd: z.number(), at: z.number() })),
  /** Whether the team has been told that most of the day's budget is spent. */
  isWarned: z.boolean(),
  /** Whether somebody was refused, for what was left of the day's budget was too little. */
  isSpent: z.optional(z.boolean()),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Spending = z.infer<typeof Spending>;

/** `at`: epoch milliseconds. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function spendingId(day: string): string {
  return `spending-${day}`;
}

/** All that counts against the day's budget, in `nanoUsd`. */
export function spentOf({ settled, unknown, open }: Spending): number {
  return open.reduce((sum, { nanoUsd }) => sum + nanoUsd, settled.nanoUsd + unknown.nanoUsd);
}

/** What has been spent stays spent. */
export function isLegalSpendingChange(previous: Spending, next: Spending): boolean {
  const grows = next.settled.nanoUsd >= previous.settled.nanoUsd && next.unknown.nanoUsd >= previous.unknown.nanoUsd;
  return next.day === previous.day && grows && (next.isWarned || !previous.isWarned);
}
