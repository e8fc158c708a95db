/** The real clock, and what rings by it. */
import type { Clock, Timer } from '../ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemTimer: Timer = {
  after(milliseconds, ring) {
    const timeout = setTimeout(ring, milliseconds);
    return () => clearTimeout(timeout);
  },
};
