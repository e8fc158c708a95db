/** When quiet hours end, by the clocks of their time zone, in the nights when those are changed too. */
import type { NotificationRule } from '@valine/settings';

type Quiet = NonNullable<NotificationRule['quiet']>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Further than clocks are ever set forward. */
const CAUTION_MINUTES = 130;

/** Epoch milliseconds of the whole minute at which it is no longer quiet; undefined where it is not quiet `at`. */
export function quietUntil(quiet: Quiet, at: number): number | undefined {
  const local = localClock(quiet.time_zone);
  let minute = Math.floor(at / MINUTE_MS);
  let left = minutesLeft(quiet, local(minute * MINUTE_MS));
  if (left === 0) return undefined;
  // Days may all be quiet: then it is asked again in a week.
  const latest = minute + 8 * DAY_MINUTES;
  while (left > 0 && minute < latest) {
    minute += left > CAUTION_MINUTES ? left - CAUTION_MINUTES : 1;
    left = minutesLeft(quiet, local(minute * MINUTE_MS));
  }
  return minute * MINUTE_MS;
}

type Local = { day: string; minutes: number };

/** Until the part of it ends that is now, if clocks are not changed before: another may follow. 0 where it is not quiet. */
function minutesLeft({ from, to, days }: Quiet, { day, minutes }: Local): number {
  if (days.some((each) => each === day)) return DAY_MINUTES - minutes;
  if (from < to) return minutes >= from && minutes < to ? to - minutes : 0;
  if (from === to) return 0;
  if (minutes >= from) return DAY_MINUTES - minutes + to;
  return minutes < to ? to - minutes : 0;
}

/** Making one takes longer than all that is asked of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const shape = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...shape });
  formats.set(timeZone, format);
  return format;
}

function localClock(timeZone: string): (at: number) => Local {
  const format = formatOf(timeZone);
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return { day: (parts.weekday ?? '').toLowerCase(), minutes: Number(parts.hour) * 60 + Number(parts.minute) };
  };
}
