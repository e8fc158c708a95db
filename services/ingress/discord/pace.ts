/** How often each person has lately given each command, or pressed, as far as this instance has seen: what is too often here is so everywhere. */

const WINDOW_MS = 60_000;
/** More keys than a team has people times commands: what has grown beyond it is a flood, and forgotten. */
const MOST_KEYS = 5_000;

/**
 * Counts one more that is within the limit, and tells how many that makes within a minute. For what is beyond: when it may
 * come again, in epoch milliseconds, as is `now`.
 */
export type Pace = (key: string, perMinute: number, now: number) => { count: number } | { retryAt: number };

export function createPace(): Pace {
  const times = new Map<string, number[]>();
  return (key, perMinute, now) => {
    const within = (times.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    if (within.length >= perMinute) return { retryAt: (within.at(-perMinute) ?? now) + WINDOW_MS };
    if (times.size > MOST_KEYS) times.clear();
    times.set(key, [...within, now]);
    return { count: within.length + 1 };
  };
}
