/** What the notifier knows of one Discord message: where it stands, which revision it shows, who is at work on it. */
import * as z from 'zod/mini';

export const PostedMessage = z.object({
  kind: z.literal('message'),
  /** The notification's key. */
  id: z.string(),
  version: z.number(),
  /** Fencing: rises with every claim; a worker with an older epoch writes nothing. */
  epoch: z.number(),
  /** Epoch milliseconds until which the claimant may be at work; 0 when nobody is. */
  leaseUntil: z.number(),
  /** Id of the operation that was claimed last and whose outcome is not recorded yet. */
  claimed: z.optional(z.string()),
  /** The highest revision that Discord is known to show; 0 before the first. */
  shownRevision: z.number(),
  channelId: z.optional(z.string()),
  messageId: z.optional(z.string()),
  threadId: z.optional(z.string()),
  /** Why it could not be shown, for an operator. */
  parkedReason: z.optional(z.string()),
  outbox: z.array(z.never()),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type PostedMessage = z.infer<typeof PostedMessage>;
