/** When quiet hours end, by the clocks of their time zone, in the nights when those are changed too. */
import type { NotificationRule } from '@valine/settings';
import { localTimeAt, weekdayOf } from '@valine/settings/calendar';

type Quiet = NonNullable<NotificationRule['quiet']>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Further than clocks are ever set forward. */
const CAUTION_MINUTES = 130;

/** Epoch milliseconds of the whole minute at which it is no longer quiet; undefined where it is not quiet `at`. */
export function quietUntil(quiet: Quiet, at: number): number | undefined {
  const local = (ms: number) => localAt(ms, quiet.time_zone);
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

function localAt(at: number, timeZone: string): Local {
  const { date, time } = localTimeAt(at, timeZone);
  return { day: weekdayOf(date), minutes: Date.parse(`1970-01-01T${time}Z`) / MINUTE_MS };
}
