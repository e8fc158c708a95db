/** What has the dispatcher look at its own house. Goes to the dispatch queue; nothing in it is believed. */
import * as z from 'zod/mini';
import { Slot } from './slot.ts';

/** A schedule says that five minutes are over. */
export const SweepDue = z.object({
  type: z.literal('sweep.due'),
  /** The same for every copy. */
  id: z.string(),
  slot: Slot,
});
export type SweepDue = z.infer<typeof SweepDue>;

/** An alarm has changed, or somebody says so: which one, and how it stands, CloudWatch is asked. */
export const AlarmDue = z.object({
  type: z.literal('alarm.due'),
  id: z.string(),
});
export type AlarmDue = z.infer<typeof AlarmDue>;
