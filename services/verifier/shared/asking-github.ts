/** How the verifier asks GitHub: how long, and how soon again. */
import { timeLeft } from '@valine/lambda-kit';
import type { CheckContext } from './ports.ts';

/** After GitHub has answered, one send or one put-back is left to do, of 2 s at most each. */
const REPORTING_MS = 6000;

/** Milliseconds that this invocation may still take for GitHub and endpoints; undefined where no deadline is known. */
export function millisecondsLeft({ deadline }: CheckContext, now: number): number | undefined {
  return timeLeft(deadline, REPORTING_MS, now);
}

const FIRST_SECONDS = 5;
const GROWTH = 1.6;
/** With this, a run of an hour costs about 60 polls. */
const LONGEST_SECONDS = 60;

/** How long a poll waits for the next one. `waits`: how often it has waited before. `retryAfterSeconds`: GitHub's wish. */
export function backOffSeconds(waits: number, retryAfterSeconds = 0): number {
  const growing = Math.ceil(FIRST_SECONDS * GROWTH ** Math.min(waits, 20));
  return Math.max(Math.min(LONGEST_SECONDS, growing), Math.ceil(retryAfterSeconds));
}

/** For what a completed run left behind: its end is reported within a minute, whatever GitHub gives of the rest. */
export const LONGEST_RETURN_SECONDS = 13;
