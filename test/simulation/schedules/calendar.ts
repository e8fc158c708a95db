/** What a year has in a time zone, found by another way than ours: by trying each half hour of it. */
import { localTimeAt } from '@valine/settings/calendar';

const YEAR_BEGINS = Date.UTC(2026, 0, 1);
const YEAR_ENDS = Date.UTC(2027, 0, 1);
const HALF_HOUR = 1_800_000;
const DAY = 86_400_000;

const offsets = new Map<string, ReadonlySet<number>>();

/** All that its clocks are ahead of UTC at some time of the year. */
function offsetsOf(zone: string): ReadonlySet<number> {
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (let at = YEAR_BEGINS - DAY; at <= YEAR_ENDS + DAY; at += HALF_HOUR) {
    const { date, time } = localTimeAt(at, zone);
    found.add(Date.parse(`${date}T${time}Z`) - at);
  }
  offsets.set(zone, found);
  return found;
}

const shown = new Map<string, readonly number[]>();

/** Epoch milliseconds at which clocks there show it, the earliest first. */
export function shownAt(date: string, time: string, zone: string): readonly number[] {
  const key = `${zone} ${date} ${time}`;
  const known = shown.get(key) ?? findShown(date, time, zone);
  shown.set(key, known);
  return known;
}

function findShown(date: string, time: string, zone: string): number[] {
  const asIfUtc = Date.parse(`${date}T${time}Z`);
  return [...offsetsOf(zone)]
    .map((offset) => asIfUtc - offset)
    .filter((at) => {
      const local = localTimeAt(at, zone);
      return local.date === date && local.time === time;
    })
    .toSorted((one, other) => one - other);
}

/** Every day of the year. */
export const DAYS: readonly string[] = Array.from({ length: (YEAR_ENDS - YEAR_BEGINS) / DAY }, (_, index) =>
  new Date(YEAR_BEGINS + index * DAY).toISOString().slice(0, 10),
);
