/** What brings the dispatcher back to an effect that is intended and not done: its first try died, waits, or is to be repeated. */
import * as z from 'zod/mini';

export const EffectDue = z.object({
  type: z.literal('effect.due'),
  id: z.string(),
  /** Id of the record that intends it. */
  runId: z.string(),
  /** What kind of record that is; a run where it is not told. */
  holder: z.optional(z.enum(['run', 'follow'])),
  /** Operation id of the effect. */
  effectId: z.string(),
});
export type EffectDue = z.infer<typeof EffectDue>;
