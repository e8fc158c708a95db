/** What brings the dispatcher back to an effect that is intended and not done: its first try died, waits, or is to be repeated. */
import * as z from 'zod/mini';

export const EffectDue = z.object({
  type: z.literal('effect.due'),
  id: z.string(),
  /** The record that intends it. */
  ownerKind: z.enum(['plan', 'task', 'tracking', 'comment', 'site-change', 'deploy-setting']),
  ownerId: z.string(),
  /** Operation id of the effect. */
  effectId: z.string(),
});
export type EffectDue = z.infer<typeof EffectDue>;

/** Has the sweep keep in mind that effects of a record may be parked: the record says whether they are. */
export const EffectParked = z.object({
  type: z.literal('effect.parked'),
  id: z.string(),
  ownerKind: EffectDue.shape.ownerKind,
  ownerId: z.string(),
});
export type EffectParked = z.infer<typeof EffectParked>;
