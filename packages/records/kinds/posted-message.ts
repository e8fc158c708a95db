/** What the notifier knows of one Discord message: where it stands, which revision it shows, who is at work on it. */
import { Notification } from '@valine/contracts';
import * as z from 'zod/mini';

/** The effect that is intended and not recorded as done; its first five fields are those of `@valine/effects`. */
export const MessageClaim = z.object({
  operation: z.string(),
  leaseUntil: z.number(),
  since: z.number(),
  unconfirmed: z.number(),
  repeatable: z.boolean(),
  /** The oldest revision that one of the unconfirmed calls shows. */
  revision: z.number(),
  /** Where a message is being made; absent when nothing is made. */
  channelId: z.optional(z.string()),
  /** Fingerprints of the texts the unconfirmed calls carried, by which their message is recognised in the channel. */
  fingerprints: z.array(z.string()),
});
export type MessageClaim = z.infer<typeof MessageClaim>;

export const PostedMessage = z.object({
  kind: z.literal('message'),
  /** The notification's key. */
  id: z.string(),
  version: z.number(),
  /** Fencing: rises with every claim, and is that of the claim; a worker with an older epoch writes nothing. */
  epoch: z.number(),
  claim: z.optional(MessageClaim),
  /**
   * Calls before the claimed one that nobody confirmed: until then (epoch ms) they may land and overwrite what is shown,
   * with texts of these fingerprints.
   */
  unsettled: z.optional(z.object({ until: z.number(), fingerprints: z.array(z.string()) })),
  /** The highest revision that Discord is known to show; 0 before the first. */
  shownRevision: z.number(),
  /** Only one person sees it: nothing of it may be shown elsewhere. */
  private: z.boolean(),
  channelId: z.optional(z.string()),
  messageId: z.optional(z.string()),
  threadId: z.optional(z.string()),
  /** Discord takes no more edits through the interaction's token. */
  replyClosed: z.boolean(),
  /** The public answer was taken away for this revision, which the asker alone is to see. */
  withdrawnFor: z.optional(z.number()),
  /** Why no thread can be opened under it. */
  threadRefused: z.optional(z.string()),
  /** Of a direct message, or of what is known of the person: Discord does not let us write to them. `at`: epoch milliseconds. */
  directRefused: z.optional(z.object({ reason: z.string(), at: z.number() })),
  /** Why it is shown without its pictures and files. */
  pictureRefused: z.optional(z.string()),
  /** How often it was deleted by somebody: it is made anew, as another operation. */
  deletions: z.number(),
  /**
   * What could not be shown and why, for an operator; a later revision is tried again. `notification` is there if an
   * operator may have it shown all the same.
   */
  parked: z.optional(z.object({ revision: z.number(), reason: z.string(), notification: z.optional(Notification) })),
  /** What an operator has asked for again. */
  outbox: z.array(Notification),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type PostedMessage = z.infer<typeof PostedMessage>;

/** A claim to be made without having read the message, and how the message is to be edited then. */
export type MessageEdit = {
  /** For the first try of an edit. */
  claim: MessageClaim;
  by: 'edit-original' | 'edit-message';
  /** Epoch seconds. */
  expiresAt: number;
};

/** Whether the message can be claimed so: there is nothing about it that only its record would tell. */
export function takesEdit(message: PostedMessage, { claim, by }: MessageEdit): boolean {
  const { replyClosed, messageId, channelId } = message;
  const open = by === 'edit-original' ? !replyClosed : messageId !== undefined && channelId !== undefined;
  const settled = message.claim === undefined && message.unsettled === undefined;
  const quiet = settled && message.parked === undefined && message.deletions === 0;
  return open && quiet && message.shownRevision < claim.revision;
}

/** A message that an operator has to decide about. */
export const ParkedSummary = z.object({
  kind: z.literal('message'),
  id: z.string(),
  revision: z.number(),
  reason: z.string(),
});
export type ParkedSummary = z.infer<typeof ParkedSummary>;

/** Undefined for a message that waits for nobody, or can be shown no more. */
export function parkedSummary({ kind, id, parked }: PostedMessage): ParkedSummary | undefined {
  if (parked?.notification === undefined) return undefined;
  return { kind, id, revision: parked.revision, reason: parked.reason };
}
