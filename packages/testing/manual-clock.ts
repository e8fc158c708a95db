/** A clock that stands still until it is moved. */
import type { Clock } from '@valine/lambda-kit';

export type ManualClock = Clock & {
  advance(milliseconds: number): void;
};

/** Starts at 2026-03-02T09:00:00Z unless told otherwise. */
export function manualClock(start = Date.UTC(2026, 2, 2, 9)): ManualClock {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
