/** The record of a message before anything was done for it: version 0 stands in no store. */
import type { Notification } from '@valine/contracts';
import type { PostedMessage } from '@valine/runs';

/** Queue 14 days + dead letters 14 days + a redrive that starts them anew, and some to spare. */
const KEPT_SECONDS = 60 * 24 * 3600;

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

/** Epoch seconds. */
export function expiryFrom(now: number): number {
  return Math.ceil(now / 1000) + KEPT_SECONDS;
}
