/** The record of a message before anything was done for it: version 0 stands in no store. */
import type { Notification } from '@valine/contracts';
import type { PostedMessage } from '@valine/records';

export function newRecord({ key, place }: Pick<Notification, 'key' | 'place'>): PostedMessage {
  return {
    kind: 'message',
    id: key,
    version: 0,
    epoch: 0,
    shownRevision: 0,
    private: place.in === 'reply' && place.reply.private,
    replyClosed: false,
    deletions: 0,
    outbox: [],
    expiresAt: 0,
  };
}
