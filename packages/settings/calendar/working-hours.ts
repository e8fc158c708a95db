/** The hours in which people work, and whether they have had so many of them. */
import type { ReviewReminders } from '../values/review-reminders.ts';
import { localTimeAt } from './local-time.ts';
import { isWorkingDay, type WorkingTime } from './slots.ts';

/** `from`, `to`: `09:00`, as the clocks of `time_zone` show it. */
export type WorkingHours = WorkingTime & { from: string; to: string };

/** Where `SCHEDULES` does not say it. */
const USUAL: WorkingTime = { time_zone: 'UTC', working_days: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: [] };

/** Of one person, by their id on Discord: days are the team's. Of the team without one. */
export function hoursOf(
  personId: string | undefined,
  { from, to, people }: ReviewReminders,
  { time_zone, working_days, holidays }: WorkingTime = USUAL,
): WorkingHours {
  const own = personId !== undefined && Object.hasOwn(people, personId) ? people[personId] : undefined;
  const days = { time_zone: own?.time_zone ?? time_zone, working_days, holidays };
  return { from: own?.from ?? from, to: own?.to ?? to, ...days };
}

/** `at`: epoch milliseconds. */
export function isWorkingHour(at: number, hours: WorkingHours): boolean {
  const { date, time } = localTimeAt(at, hours.time_zone);
  return time >= hours.from && time < hours.to && isWorkingDay(date, hours);
}

/** Where clocks are set, it is by whole quarters. */
const QUARTER_MS = 15 * 60_000;

/** Whether `count` hours in which people work have passed, by quarters of an hour. Epoch milliseconds. */
export function haveWorked(
  count: number,
  { since, now }: { since: number; now: number },
  hours: WorkingHours,
): boolean {
  let left = count * 4;
  for (let at = now - QUARTER_MS; left > 0 && at >= since; at -= QUARTER_MS) if (isWorkingHour(at, hours)) left -= 1;
  return left === 0;
}
