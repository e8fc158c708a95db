/** When a schedule of `SCHEDULES` is due: its slots, and how AWS is told of them. */
import type { ScheduleEntry, Schedules } from '../values/schedules.ts';
import { dateAfter, type LocalTime, localTimeAt, type Weekday, weekdayOf } from './local-time.ts';

const HOURS_OF_A_DAY = 24;

/** `SCHEDULES` as far as it says on which days people work. */
export type WorkingTime = Pick<Schedules, 'time_zone' | 'working_days' | 'holidays'>;

/** `09:00`, or several times of a day where it is due every few hours. */
export function timesOf({ at, every_hours = HOURS_OF_A_DAY }: Pick<ScheduleEntry, 'at' | 'every_hours'>): string[] {
  const [hour = 0, minute = ''] = [Number(at.slice(0, 2)), at.slice(3)];
  const count = HOURS_OF_A_DAY / every_hours;
  const hours = Array.from({ length: count }, (_, index) => (hour + index * every_hours) % HOURS_OF_A_DAY);
  return hours.toSorted((one, other) => one - other).map((each) => `${String(each).padStart(2, '0')}:${minute}`);
}

/** Those that it names, or the working days; for the digest the first of them. */
export function daysOf({ do: what, days }: ScheduleEntry, { working_days }: WorkingTime): readonly Weekday[] {
  if (days !== undefined) return days;
  return what === 'digest' ? working_days.slice(0, 1) : working_days;
}

/** For EventBridge Scheduler, in the team's time zone. Holidays are not in it: they are left out when it is due. */
export function cronOf(entry: ScheduleEntry, team: WorkingTime): string {
  const times = timesOf(entry);
  const hours = times.map((time) => Number(time.slice(0, 2))).join(',');
  const days = daysOf(entry, team).map((day) => day.toUpperCase());
  return `cron(${Number(entry.at.slice(3))} ${hours} ? * ${days.join(',')} *)`;
}

/**
 * The slot that is due then, as the team's clocks show it; undefined where there is none, as on a holiday. A time that clocks show twice is one
 * slot; where they leave it out there is none.
 */
export function findSlot(entry: ScheduleEntry, team: WorkingTime, at: number): LocalTime | undefined {
  const slot = localTimeAt(at, team.time_zone);
  const isWhole = at % 60_000 === 0;
  if (!isWhole || !timesOf(entry).includes(slot.time) || !daysOf(entry, team).includes(weekdayOf(slot.date)))
    return undefined;
  return team.holidays.includes(slot.date) ? undefined : slot;
}

export function isWorkingDay(date: string, { working_days, holidays }: WorkingTime): boolean {
  return working_days.includes(weekdayOf(date)) && !holidays.includes(date);
}

/** More holidays in a row than a year has days there are not. */
const LONGEST_BREAK_DAYS = 366;

/** The last day before this one on which people worked; the day before it where there is none. */
export function workingDayBefore(date: string, team: WorkingTime): string {
  for (let days = 1; days <= LONGEST_BREAK_DAYS; days += 1)
    if (isWorkingDay(dateAfter(date, -days), team)) return dateAfter(date, -days);
  return dateAfter(date, -1);
}
