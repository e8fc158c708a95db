/** What brings the dispatcher back to a plan. */
import * as z from 'zod/mini';

/** Something of it is held, to be told together with what comes meanwhile. */
export const PlanDue = z.object({
  type: z.literal('plan.due'),
  id: z.string(),
  planId: z.string(),
  /** How long it is to be held, in seconds. */
  afterSeconds: z.number(),
});
export type PlanDue = z.infer<typeof PlanDue>;

/** It has ended: events of its issues need not find it any more. */
export const PlanEnded = z.object({
  type: z.literal('plan.ended'),
  id: z.string(),
  planId: z.string(),
});
export type PlanEnded = z.infer<typeof PlanEnded>;
