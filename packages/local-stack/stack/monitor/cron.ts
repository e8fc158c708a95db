/** When a schedule of EventBridge Scheduler is due, by its expression and in its time zone. */
import { dateAfter, instantsOf, localTimeAt, weekdayOf } from '@valine/settings/calendar';

/** Epoch milliseconds of the first time after that; undefined where there is none within a year. */
export type NextDue = (after: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const A_YEAR = 366;

/** @throws Error for an expression that nobody here knows */
export function nextDueOf(expression: string, timeZone: string): NextDue {
  return nextByRate(expression) ?? nextByCron(expression, timeZone) ?? unknown(expression);
}

/** From when it was made on, which is when the stack starts. */
function nextByRate(expression: string): NextDue | undefined {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const period = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  return Number.isNaN(period) ? undefined : (after) => after + period;
}

/**
 * `cron(minute hours ? * days *)`. As AWS has it: what the clocks leave out when they are put forward is left out, and what
 * they show twice when they are put back comes once.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
function nextByCron(expression: string, timeZone: string): NextDue | undefined {
  const [, minute, hours = '', days = ''] = /^cron\((\d{1,2}) ([\d,]+) \? \* ([A-Z,*]+) \*\)$/.exec(expression) ?? [];
  const named = days === '*' ? DAYS : days.split(',');
  if (minute === undefined || named.some((day) => !DAYS.includes(day))) return undefined;
  const times = hours.split(',').map((hour) => `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`);
  return (after) => {
    const { date } = localTimeAt(after, timeZone);
    for (let days = 0; days <= A_YEAR; days += 1) {
      const day = dateAfter(date, days);
      if (!named.includes(weekdayOf(day).toUpperCase())) continue;
      const due = times.flatMap((time) => instantsOf({ date: day, time }, timeZone).slice(0, 1));
      const [next] = due.filter((at) => at > after).toSorted((one, other) => one - other);
      if (next !== undefined) return next;
    }
    return undefined;
  };
}

function unknown(expression: string): never {
  throw new Error(
    `The local stack knows rate(… minutes, hours or days) and cron(minute hours ? * days *), not the schedule ${expression}: teach it in packages/local-stack/stack/monitor/cron.ts.`,
  );
}
