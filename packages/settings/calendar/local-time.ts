/** What clocks on the wall say, by time zone. Node's `Intl` knows the zones and their daylight saving. */

/** `date`: `2026-10-25`; `time`: `02:30`. */
export type LocalTime = { date: string; time: string };

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a zone that there is not */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const shape = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...shape });
  formats.set(timeZone, format);
  return format;
}

/** `at`: epoch milliseconds. Seconds are left out. */
export function localTimeAt(at: number, timeZone: string): LocalTime {
  // Its text costs a third of its parts.
  const [day, month, year, hour, minute] = formatOf(timeZone).format(at).match(/\d+/g) ?? [];
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** No zone is further from UTC. */
const FURTHEST_MS = 26 * 3_600_000;

/**
 * When a clock there shows it, epoch milliseconds, the earliest first: never where the clocks are put forward over it,
 * twice where they are put back over it.
 */
export function instantsOf({ date, time }: LocalTime, timeZone: string): number[] {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  const guesses = [-FURTHEST_MS, FURTHEST_MS].map((away) => asIfUtc - offsetAt(asIfUtc + away, timeZone));
  const shown = guesses.filter((at) => isSame(localTimeAt(at, timeZone), { date, time }));
  return [...new Set(shown)].toSorted((one, other) => one - other);
}

/** How far its clocks are ahead of UTC then. Milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const { date, time } = localTimeAt(at, timeZone);
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / 60_000) * 60_000;
}

function isSame(one: LocalTime, other: LocalTime): boolean {
  return one.date === other.date && one.time === other.time;
}

export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `date`: `2026-10-25`. */
export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? 'sun';
}

/** So many days later, or earlier. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
