/** What becomes of a reconcile that GitHub did not answer. */

/** The part of GitHub's error that matters here. */
type Failure = { isTransient: boolean; retryAfterSeconds?: number | undefined };

type RetryDecision = { kind: 'wait'; seconds: number } | { kind: 'give_up' } | { kind: 'fail' };

/** A reconcile is worth less with age: later webhooks tell the same, and the next reconcile compares anew. */
export const PATIENCE_MINUTES = 30;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/** `requestedAt`, `now`: epoch milliseconds. `waits`: how often it has waited before. `fail`: waiting cannot help. */
export function decideRetry(failure: Failure, requestedAt: number, now: number, waits: number): RetryDecision {
  if (!failure.isTransient) return { kind: 'fail' };
  const backOff = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(waits, 10));
  const seconds = Math.max(backOff, Math.ceil(failure.retryAfterSeconds ?? 0));
  const over = now + seconds * 1000 > requestedAt + PATIENCE_MINUTES * 60_000;
  return over ? { kind: 'give_up' } : { kind: 'wait', seconds };
}
