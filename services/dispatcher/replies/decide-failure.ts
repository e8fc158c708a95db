/** What becomes of a question whose answering failed. */

/** The part of GitHub's error that matters here. */
export type GitHubFailure = {
  reason: 'unavailable' | 'rate_limited' | 'unauthorized' | 'forbidden' | 'not_found' | 'invalid';
  status?: number | undefined;
  retryAfterSeconds?: number | undefined;
  /** What to do, where GitHub told what is the matter. */
  advice?: string | undefined;
};

export type FailureDecision =
  | { kind: 'wait'; seconds: number }
  /** `minutes`: how long it was tried; or, for a limit, until it is lifted. */
  | { kind: 'give_up' | 'limited'; minutes: number }
  | { kind: 'refused'; status: number | undefined; advice?: string };

/** Within the life of an interaction's token, so that the person still reads the outcome where they asked. */
const PATIENCE_MINUTES = 10;

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60;

/** `askedAt`, `now`: epoch milliseconds. `waits`: how often it has waited before. */
export function decideFailure(failure: GitHubFailure, askedAt: number, now: number, waits: number): FailureDecision {
  if (failure.reason !== 'unavailable' && failure.reason !== 'rate_limited') {
    const { status, advice } = failure;
    return { kind: 'refused', status, ...(advice !== undefined && { advice }) };
  }
  const backOff = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(waits, 10));
  const seconds = Math.max(1, Math.ceil(failure.retryAfterSeconds ?? backOff));
  const patienceEnds = askedAt + PATIENCE_MINUTES * 60_000;
  if (now + seconds * 1000 <= patienceEnds) return { kind: 'wait', seconds };
  if (failure.reason === 'rate_limited') return { kind: 'limited', minutes: Math.ceil(seconds / 60) };
  return { kind: 'give_up', minutes: PATIENCE_MINUTES };
}
