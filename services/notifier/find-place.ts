/** Finds the channel of a message that belongs in the thread under another one, and notes a thread that is no more. */
import type { Notification } from '@valine/contracts';
import { GiveUp, RetryLater } from '@valine/lambda-kit';
import { expiryOf, type PostedMessage } from '@valine/records';
import { findThread, type Step } from './decide-step.ts';
import { parkMessage } from './message-journal.ts';
import { notShownMessage, threadShutMessage } from './operator-messages.ts';
import { performStep, type Showing, type Work } from './write-message.ts';

const MAX_THREADS = 1000;

export type PlaceWork = Work & {
  fallbackChannelId?: string;
  /** Threads by the key of the message they stand under: read once in a function's life. */
  threads: Map<string, string>;
};

/** `threadId`: which of the channels is the thread, or was. */
type Place = { threadChannelId: string; threadId: string | undefined };

export async function findPlace(
  work: PlaceWork,
  { under }: Extract<Step, { do: 'find-thread' }>,
  record: PostedMessage,
  showing: Showing,
): Promise<Place> {
  const { notification } = showing;
  const known = work.threads.get(under);
  if (known !== undefined) return { threadChannelId: known, threadId: known };
  const parent = await work.store.find('message', under);
  if (parent?.threadId !== undefined) remember(work.threads, under, parent.threadId);
  const found = findThread(under, parent, work.fallbackChannelId);
  switch (found.is) {
    case 'channel':
      work.logger.info('place found', { key: record.id, under, channelId: found.channelId, because: found.because });
      // A thread has the id of the message it stands under.
      return { threadChannelId: found.channelId, threadId: parent?.threadId ?? parent?.messageId };
    case 'none':
      await parkMessage(work, record, notification, found.reason);
      throw new GiveUp(notShownMessage(record.id, found.reason));
    case 'unopened': {
      const { channelId, messageId } = found;
      const name = notification.message.card?.title ?? notification.message.content ?? under;
      const step = { do: 'open-thread', channelId, messageId, name } as const;
      const opened = await performStep(work, step, { record: found.parent }, showing);
      const threadId = opened?.record.threadId;
      if (threadId !== undefined) remember(work.threads, under, threadId);
      return { threadChannelId: threadId ?? channelId, threadId };
    }
  }
}

/**
 * Notes at the message above that its thread takes nothing, once: what comes later goes to its channel at once.
 * @throws GiveUp where it is not a thread that is shut, but the channel itself
 */
export async function leaveThread(
  work: PlaceWork,
  channelId: string,
  reason: string,
  record: PostedMessage,
  notification: Notification,
): Promise<void> {
  const under = notification.place.in === 'thread' ? notification.place.under : '';
  work.threads.delete(under);
  const parent = await work.store.find('message', under);
  const now = work.clock.now();
  if (parent?.claim !== undefined && parent.claim.leaseUntil > now)
    throw new RetryLater((parent.claim.leaseUntil - now) / 1000, 'another worker may be at the message above');
  if (parent?.threadId === channelId) {
    const { threadId: _, ...shut } = parent;
    const next = { ...shut, threadRefused: threadShutMessage(reason), version: parent.version + 1 };
    const written = await work.store.replace(parent, { ...next, expiresAt: expiryOf(now) });
    if (written !== 'replaced') throw new RetryLater(1, 'another worker is at it');
    work.logger.warn('a thread is shut', { under, channelId, reason });
  } else if (parent?.threadRefused === undefined || channelId === parent.channelId) {
    await parkMessage(work, record, notification, reason);
    throw new GiveUp(notShownMessage(record.id, reason));
  }
}

function remember(threads: Map<string, string>, under: string, threadId: string): void {
  if (threads.size >= MAX_THREADS) threads.clear();
  threads.set(under, threadId);
}
