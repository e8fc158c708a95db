/** How long a look waits for the next one. */

const FIRST_SECONDS = 5;
const GROWTH = 1.6;
/** A run of an hour costs some 60 looks then. */
const LONGEST_SECONDS = 60;

/** `waits`: how often it has waited before. `retryAfterSeconds`: what GitHub asks for. */
export function backOffSeconds(waits: number, retryAfterSeconds = 0): number {
  const growing = Math.ceil(FIRST_SECONDS * GROWTH ** Math.min(waits, 20));
  return Math.max(Math.min(LONGEST_SECONDS, growing), Math.ceil(retryAfterSeconds));
}
