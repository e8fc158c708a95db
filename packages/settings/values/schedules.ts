/** What the team has done by the clock, and when it works: what `SCHEDULES` holds. */
import * as z from 'zod/mini';
import { amongText, meantText } from '../nearest-name.ts';
import { DAYS, day, time, zone } from './clock.ts';
import { jsonSetting } from './json-setting.ts';

const WORKING_DAYS = DAYS.slice(0, 5);
/** More is no schedule that people know by heart; each costs a function's environment some room. */
const MOST = 12;
const MOST_HOLIDAYS = 60;

/** With the project's own part and the stage it has to stay within the 64 characters of a schedule's name. */
const name = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,18}$/, 'must be a name such as morning: 19 characters at most'));
const days = z
  .array(day)
  .check(z.minLength(1, 'must name a day'), z.refine(isWithoutDouble, 'must name each day once'));
const date = z.string().check(z.refine(isDate, 'must be a date such as 2026-12-25'));
const channel = z.optional(z.string().check(z.regex(/^\d{1,20}$/, 'must be the id of a channel')));
const everyHours = z.optional(z.literal([1, 2, 3, 4, 6, 8, 12], 'must be 1, 2, 3, 4, 6, 8 or 12'));
const upTo = (most: number) =>
  z.optional(
    z
      .int('must be a whole number')
      .check(z.minimum(1, 'must be 1 or more'), z.maximum(most, `must be ${most} or less`)),
  );
const few = upTo(99);

const when = { name, at: time, days: z.optional(days), channel };
const KINDS = ['plan', 'morning', 'evening', 'digest', 'diagnose', 'verify'] as const;

const ScheduleEntry = z.discriminatedUnion(
  'do',
  [
    /** What `/plan` does. */
    z.strictObject({
      do: z.literal('plan'),
      ...when,
      // GitHub takes a comma as "and", and a plan goes by one label.
      label: z.optional(z.string().check(z.regex(/^[^,]{1,50}$/, 'must be one label, of 50 characters at most'))),
      limit: upTo(100),
    }),
    z.strictObject({ do: z.literal('morning'), ...when }),
    z.strictObject({ do: z.literal('evening'), ...when }),
    /** Of the week before. */
    z.strictObject({ do: z.literal('digest'), ...when }),
    /** What `/diagnose` does. `after_failures`: so many in a row are told. */
    z.strictObject({ do: z.literal('diagnose'), ...when, every_hours: everyHours, after_failures: few }),
    /** What `/verify-latest` does. `after_days`: so many without a deploy are told. */
    z.strictObject({ do: z.literal('verify'), ...when, every_hours: everyHours, after_failures: few, after_days: few }),
  ],
  { error: ({ input }) => amongText(Object(input)['do'], KINDS) },
);
/** As one type, of which each kind has some fields: what the others have, it has not. */
export type ScheduleEntry = {
  name: string;
  do: (typeof KINDS)[number];
  /** `09:00`, by the team's clocks. */
  at: string;
  days?: (typeof DAYS)[number][] | undefined;
  /** Of Discord; `DISCORD_CHANNEL_ID` where absent. */
  channel?: string | undefined;
  every_hours?: number | undefined;
  label?: string | undefined;
  limit?: number | undefined;
  after_failures?: number | undefined;
  after_days?: number | undefined;
};

const Schedules = z.strictObject({
  time_zone: z._default(zone, 'UTC'),
  working_days: z._default(days, WORKING_DAYS),
  /** On which nothing is done. */
  holidays: z._default(z.array(date).check(z.maxLength(MOST_HOLIDAYS, `must be ${MOST_HOLIDAYS} dates at most`)), []),
  entries: z._default(z.array(ScheduleEntry), []).check(
    z.maxLength(MOST, `must be ${MOST} at most`),
    z.refine((entries) => isWithoutDouble(entries.map((entry) => entry.name)), 'must have a name of its own each'),
  ),
});
export type Schedules = Omit<z.infer<typeof Schedules>, 'entries'> & { entries: ScheduleEntry[] };

export const schedules: z.ZodMiniType<Schedules, string> = jsonSetting(
  Schedules,
  (issues) => `is not right (${issues.map(problemText).join('; ')})`,
);

const KEYS = ['time_zone', 'working_days', 'holidays', 'entries'];
const KEYS_OF_AN_ENTRY = [
  'name',
  'do',
  'at',
  'days',
  'channel',
  'label',
  'limit',
  'every_hours',
  'after_failures',
  'after_days',
];

function problemText(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = where === '' ? KEYS : KEYS_OF_AN_ENTRY;
    return issue.keys
      .map((key) => `${[...issue.path, key].join('.')} is not known here${meantText(key, known)}`)
      .join('; ');
  }
  if (where === '')
    return `it must be JSON such as {"time_zone":"Europe/Berlin","entries":[{"name":"morning","do":"morning","at":"09:00"}]}`;
  return `${where} ${issue.code === 'invalid_type' && issue.input === undefined ? 'is missing' : issue.message}`;
}

function isDate(given: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(given) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(given);
}

function isWithoutDouble(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
