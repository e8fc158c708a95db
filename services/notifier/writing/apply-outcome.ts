/** Moves a message's record by what an effect came to. */
import type { MessageClaim, PostedMessage } from '@valine/records';
import type { Outcome } from './outcome.ts';

/** `record` is no longer claimed; `revision` is what the call carried. */
export function applyOutcome(
  record: PostedMessage,
  claim: MessageClaim,
  revision: number,
  outcome: Outcome,
): PostedMessage {
  switch (outcome.kind) {
    case 'shown': {
      const { channelId, messageId } = outcome;
      const { parked: _, ...rest } = record;
      // A new message may be the one that an earlier try made, showing what that try carried, older or newer than this.
      const atLeast = claim.repeatable ? revision : Math.min(revision, claim.revision);
      const shownRevision = Math.max(record.shownRevision, atLeast);
      return { ...rest, shownRevision, ...(channelId && { channelId }), ...(messageId && { messageId }) };
    }
    case 'reply-closed':
      return { ...(outcome.gone ? withoutMessage(record) : withUnsure(record, claim)), replyClosed: true };
    case 'message-gone':
      return withoutMessage(record);
    case 'picture-refused':
      return { ...record, pictureRefused: outcome.reason };
    case 'thread-opened':
      return { ...record, threadId: outcome.threadId };
    case 'thread-refused':
      return { ...record, threadRefused: outcome.reason };
  }
}

/**
 * An edit before the one that was refused may have shown the message: it is looked for before another one is made, once
 * the lease is over, for a channel's list lags by some seconds.
 */
function withUnsure(record: PostedMessage, claim: MessageClaim): PostedMessage {
  const unconfirmed = claim.unconfirmed - 1;
  return unconfirmed === 0 ? record : { ...record, claim: { ...claim, unconfirmed } };
}

/** What is made in its place is another message, so another operation, under another nonce. */
function withoutMessage({ messageId: _, ...record }: PostedMessage): PostedMessage {
  return { ...record, deletions: record.deletions + 1 };
}
