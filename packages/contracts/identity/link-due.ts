/** What brings the dispatcher back to an attempt to link a person with an account. */
import * as z from 'zod/mini';

/** Brought back until the attempt has come to its end. */
export const LinkDue = z.object({
  type: z.literal('link.due'),
  id: z.string(),
  attemptId: z.string(),
  /** Seconds to wait before it is looked at for the first time. */
  afterSeconds: z.number(),
});
export type LinkDue = z.infer<typeof LinkDue>;
