/** When people are reminded of reviews, and of changes that are asked of them: what `REVIEW_REMINDERS` holds. */
import * as z from 'zod/mini';
import { time, zone } from './clock.ts';
import { jsonSetting } from './json-setting.ts';

const MOST_PEOPLE = 30;
const EXAMPLE = '{"after_hours":4,"from":"09:00","to":"17:00"}';

/** People are looked for every half an hour: in shorter hours nobody might ever be. */
const SHORTEST_MS = 3_600_000;
const TOO_SHORT = 'must be one or more from `from` to `to`, within a day';

function areLongEnough({ from, to }: { from: string; to: string }): boolean {
  const [begin, end] = [from, to].map((each) => Date.parse(`1970-01-01T${each}Z`));
  // What is no time is told by itself.
  return !(Number(end) - Number(begin) < SHORTEST_MS);
}

const ReviewReminders = z
  .strictObject({
    /** So many hours of work after somebody was asked. */
    after_hours: z._default(
      z.int('must be a whole number').check(z.minimum(1, 'must be 1 or more'), z.maximum(80, 'must be 80 or less')),
      4,
    ),
    from: z._default(time, '09:00'),
    to: z._default(time, '17:00'),
    /** Whoever works at other times, or elsewhere: by id on Discord. Days are the team's. */
    people: z._default(
      z
        .record(
          z.string().check(z.regex(/^\d{1,20}$/)),
          z
            .strictObject({ from: time, to: time, time_zone: z.optional(zone) })
            .check(z.refine(areLongEnough, TOO_SHORT)),
        )
        .check(z.refine((people) => Object.keys(people).length <= MOST_PEOPLE, `must be ${MOST_PEOPLE} at most`)),
      {},
    ),
  })
  .check(z.refine(areLongEnough, TOO_SHORT));
export type ReviewReminders = z.infer<typeof ReviewReminders>;

export const reviewReminders = jsonSetting(
  ReviewReminders,
  (issues) => `is not right (${issues.map(problemText).join('; ')})`,
);

function problemText(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => [...issue.path, key].join('.')).join(', ')} is not known here`;
  if (issue.code === 'invalid_key') return `${where} is no id on Discord`;
  if (where === '' && issue.code === 'invalid_type') return `it must be JSON such as ${EXAMPLE}`;
  return `${where === '' ? 'hours' : where} ${issue.message}`;
}
