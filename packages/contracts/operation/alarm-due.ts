/** What has the dispatcher ask how the alarms stand. Goes to the dispatch queue. */
import * as z from 'zod/mini';

/** An alarm has changed, or somebody says so: which one, and how it stands, CloudWatch is asked. */
export const AlarmDue = z.object({
  type: z.literal('alarm.due'),
  id: z.string(),
});
export type AlarmDue = z.infer<typeof AlarmDue>;
