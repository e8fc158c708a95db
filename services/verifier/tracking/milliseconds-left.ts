/** How long looking at GitHub and at endpoints may take in this invocation. */
import type { CheckContext } from '../ports.ts';

/** What is left to do then is one send, or one put-back, of 2 s at most each. */
const REPORTING_MS = 6000;

/** Undefined where no deadline is known. */
export function millisecondsLeft({ deadline }: CheckContext, now: number): number | undefined {
  return deadline === undefined ? undefined : Math.max(0, deadline - REPORTING_MS - now);
}
