/** A command or button press that began and changed nothing: answered once, however often it arrives. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

export const Request = z.object({
  kind: z.literal('request'),
  /** The interaction id. */
  id: z.string(),
  version: z.number(),
  /** Command or button, for the audit. */
  what: z.string(),
  personId: z.string(),
  /** `answered`, or the reason code of a refusal. A plan or tracking that another copy has begun counts before it. */
  outcome: z.string(),
  at: z.number(),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Request = z.infer<typeof Request>;
