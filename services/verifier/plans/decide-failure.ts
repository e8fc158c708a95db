/** What becomes of a check that GitHub did not answer. */

/** The part of GitHub's error that matters here. */
export type Failure = { reason: string; retryAfterSeconds?: number | undefined };

export type FailureDecision = { kind: 'wait'; seconds: number } | { kind: 'give_up' } | { kind: 'fail' };

/** A check is worth less with age: the webhooks that follow tell the same, and the next check asks anew. */
export const PATIENCE_MINUTES = 30;

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 300;

/** `requestedAt`, `now`: epoch milliseconds. `waits`: how often it has waited before. `fail`: waiting cannot help. */
export function decideFailure(failure: Failure, requestedAt: number, now: number, waits: number): FailureDecision {
  if (failure.reason !== 'unavailable' && failure.reason !== 'rate_limited') return { kind: 'fail' };
  const backOff = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(waits, 10));
  const seconds = Math.max(backOff, Math.ceil(failure.retryAfterSeconds ?? 0));
  const over = now + seconds * 1000 > requestedAt + PATIENCE_MINUTES * 60_000;
  return over ? { kind: 'give_up' } : { kind: 'wait', seconds };
}
