/** For contract tests: a posted message, and a claim to edit it. */
import type { MessageEdit, PostedMessage } from '../kinds/posted-message.ts';

/** `expiresAt`: epoch seconds. */
export function buildMessage(expiresAt: number): PostedMessage {
  return {
    kind: 'message',
    id: 'reply:1',
    version: 7,
    epoch: 3,
    shownRevision: 2,
    private: false,
    replyClosed: false,
    channelId: 'c1',
    messageId: 'm1',
    deletions: 0,
    outbox: [],
    expiresAt,
  };
}

/** `expiresAt`: epoch seconds. */
export function buildEdit(expiresAt: number): MessageEdit {
  const claim = {
    operation: 'o',
    leaseUntil: 1,
    since: 1,
    unconfirmed: 1,
    repeatable: true,
    revision: 3,
    fingerprints: ['x'],
  };
  return { by: 'edit-original', claim, expiresAt };
}
