/** Waits for work, but no longer than it may take. */
import type { Timer } from './ports.ts';

export const LATE = Symbol('late');

/** The work's outcome, or LATE after `milliseconds`: it runs on then, and nobody hears of it. */
export async function inTime<T>(work: Promise<T>, milliseconds: number, timer: Timer): Promise<T | typeof LATE> {
  const { promise: late, resolve } = Promise.withResolvers<typeof LATE>();
  const cancel = timer.after(milliseconds, () => resolve(LATE));
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
