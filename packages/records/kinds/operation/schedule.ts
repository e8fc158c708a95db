/** What a schedule has done by the clock, and what of it the team knows. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { expiryOf } from '../../retention.ts';

export const Schedule = z.object({
  kind: z.literal('schedule'),
  /** `schedule-`, and its name in `SCHEDULES`. */
  id: z.string(),
  version: z.number(),
  /** Slots that are done or left out, as the team's clocks show them: as far back as a late copy may still be done. */
  done: z.array(z.object({ slot: z.string(), at: z.number() })),
  /** Epoch milliseconds of the newest of all of them. */
  newestAt: z.number(),
  /** Ends in a row that were failures. */
  failures: z.number(),
  /** Trackings whose end has been counted, the newest last. */
  counted: z.array(z.string()),
  /** When the newest of those was asked for. Epoch milliseconds. */
  newestCounted: z.optional(z.number()),
  /** The channel in which its message stands, where it has one. */
  shownIn: z.optional(z.string()),
  /** What the team knows: it has heard that this is so, and not yet that it is over. */
  told: z.object({ failing: z.boolean(), noDeploy: z.boolean() }),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Schedule = z.infer<typeof Schedule>;

export function scheduleId(name: string): string {
  return `schedule-${name}`;
}

/** Before its first slot. `now`: epoch milliseconds. */
export function newSchedule(id: string, now: number): Schedule {
  const told = { failing: false, noDeploy: false };
  const nothing = { done: [], newestAt: 0, failures: 0, counted: [], told, outbox: [] };
  return { kind: 'schedule', id, version: 0, ...nothing, expiresAt: expiryOf(now) };
}

/** Time goes on, and no slot is done twice. */
export function isLegalScheduleChange(previous: Schedule, next: Schedule): boolean {
  const slots = next.done.map(({ slot }) => slot);
  return next.newestAt >= previous.newestAt && new Set(slots).size === slots.length;
}
