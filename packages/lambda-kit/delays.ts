/** Messages that are to come later: by the delay of SQS, or by a chain of such delays. */
import type { QueueEntry } from './ports.ts';

/** SQS delays a message by 15 minutes at most; a longer wait is a chain of them. */
export const MAX_DELAY_SECONDS = 900;

/** How a message carries its wait with it. `notBefore`: epoch milliseconds, where the wait is longer than SQS delays. */
export type Delayed = { afterSeconds: number; notBefore?: number | undefined };

/** `now`: epoch milliseconds. */
export function delayedBy(seconds: number, now: number): Delayed {
  if (seconds <= MAX_DELAY_SECONDS) return { afterSeconds: seconds };
  return { afterSeconds: MAX_DELAY_SECONDS, notBefore: now + seconds * 1000 };
}

/** The worker looks at one that waits long in between, and puts it back; patience with it begins when its time has come. */
export function delayOf({ afterSeconds, notBefore }: Delayed): Pick<QueueEntry, 'delaySeconds' | 'waiting'> {
  if (notBefore === undefined) return { delaySeconds: afterSeconds };
  return { delaySeconds: afterSeconds, waiting: { waits: 0, firstSentAt: notBefore, notBefore } };
}
