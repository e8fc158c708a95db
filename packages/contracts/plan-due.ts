/** What brings the dispatcher back to a plan of which something is held, to be told together with what comes meanwhile. */
import * as z from 'zod/mini';

export const PlanDue = z.object({
  type: z.literal('plan.due'),
  id: z.string(),
  planId: z.string(),
  /** How long it is to be held, in seconds. */
  afterSeconds: z.number(),
});
export type PlanDue = z.infer<typeof PlanDue>;
