/** How often each person has lately given each command, as far as this instance has seen: what is too often here is so everywhere. */

const WINDOW_MS = 60_000;
/** More keys than a team has people times commands: what has grown beyond it is a flood, and forgotten. */
const MOST_KEYS = 5_000;

/** Counts one more that is within the limit. For what is beyond: when it may come again. Epoch milliseconds. */
export type Pace = (key: string, now: number) => number | undefined;

export function createPace(perMinute: number): Pace {
  const times = new Map<string, number[]>();
  return (key, now) => {
    const within = (times.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    if (within.length >= perMinute) return (within.at(-perMinute) ?? now) + WINDOW_MS;
    if (times.size > MOST_KEYS) times.clear();
    times.set(key, [...within, now]);
    return undefined;
  };
}
