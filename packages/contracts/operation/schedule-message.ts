/** What schedules of `SCHEDULES` bring to the dispatch queue. */
import * as z from 'zod/mini';
import { Slot } from './slot.ts';

/** A schedule may be due: its setting and the clock say whether it is. */
export const ScheduleDue = z.object({
  type: z.literal('schedule.due'),
  /** The same for every copy. */
  id: z.string(),
  /** Its name in `SCHEDULES`. */
  schedule: z.string(),
  slot: Slot,
});
export type ScheduleDue = z.infer<typeof ScheduleDue>;

/** What a schedule has begun may have ended: its record says whether it has, and how. */
export const ScheduleEnded = z.object({
  type: z.literal('schedule.ended'),
  id: z.string(),
  schedule: z.string(),
  trackingId: z.string(),
});
export type ScheduleEnded = z.infer<typeof ScheduleEnded>;
