/** What a function may count on: how long it still runs, and how far other clocks are off. */

/** The clock of a platform (GitHub, Discord) and ours may differ by this much. */
export const CLOCK_SKEW_MS = 60_000;

/** Undefined where no deadline is known. `deadline`: epoch milliseconds at which the function ends. `marginMs`: kept for what it has to do at the end. */
export function timeLeft(deadline: number | undefined, marginMs: number, now: number): number | undefined {
  return deadline === undefined ? undefined : Math.max(0, deadline - marginMs - now);
}
