/** Discord's ids: the moment they were made, and a counter. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

let previous = 0n;

/** Always greater than the one before, so ids sort by age. */
export function createSnowflake(nowMs: number): string {
  const fromClock = (BigInt(nowMs) - DISCORD_EPOCH_MS) << 22n;
  previous = fromClock > previous ? fromClock : previous + 1n;
  return String(previous);
}
