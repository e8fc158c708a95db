/** Moves a message's record by what an effect came to. */
import type { MessageClaim, PostedMessage } from '@valine/runs';
import type { Outcome } from './outcome.ts';

export function applyOutcome(record: PostedMessage, claim: MessageClaim, outcome: Outcome): PostedMessage {
  switch (outcome.kind) {
    case 'shown': {
      const { channelId, messageId } = outcome;
      const { parked: _, ...rest } = record;
      const shownRevision = Math.max(record.shownRevision, claim.revision);
      return { ...rest, shownRevision, ...(channelId && { channelId }), ...(messageId && { messageId }) };
    }
    case 'reply-closed':
      return { ...(outcome.gone ? withoutMessage(record) : record), replyClosed: true };
    case 'message-gone':
      return withoutMessage(record);
    case 'thread-opened':
      return { ...record, threadId: outcome.threadId };
    case 'thread-refused':
      return { ...record, threadRefused: outcome.reason };
  }
}

/** What is made in its place is another message, so another operation, under another nonce. */
function withoutMessage({ messageId: _, ...record }: PostedMessage): PostedMessage {
  return { ...record, deletions: record.deletions + 1 };
}
