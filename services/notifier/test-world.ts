/** A notifier among fakes, and the notifications its tests speak of. */
import type { Message, Notification, Place } from '@valine/contracts';
import { createFakeDiscord } from '@valine/discord-model';
import { RetryLater } from '@valine/lambda-kit';
import type { RecordStore } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { fakeSetUp, manualClock, recordingLogger, recordingQueues } from '@valine/testing';
import { createNotifier } from './create-notifier.ts';

export function testWorld({ fallbackChannelId }: { fallbackChannelId?: string } = {}) {
  const clock = manualClock();
  const logger = recordingLogger();
  const discord = createFakeDiscord(clock, ['c1', 'c9']);
  const memory = createMemoryStore(clock);
  const { store, reads, writes } = countedStore(memory);
  const fallback = fallbackChannelId === undefined ? {} : { fallbackChannelId };
  const queues = recordingQueues();
  const setUp = fakeSetUp();
  const given = { store, discord, queues, setUp: async () => setUp, clock, logger, ...fallback };
  const newNotifier = () => createNotifier(given);
  const notifier = newNotifier();
  discord.defer('token-1', 'c1', 'i1');
  return {
    clock,
    logger,
    discord,
    store,
    reads,
    writes,
    newNotifier,
    given,
    queues,
    setUp,
    show: notifier.handle,
    /** Handles it as the queue would: waits as long as it is told to, up to `waits` times. */
    async showInTime(notification: Notification, waits = 5): Promise<void> {
      for (let left = waits; ; left -= 1) {
        try {
          return await notifier.handle(notification);
        } catch (error) {
          if (!(error instanceof RetryLater) || left === 0) throw error;
          clock.advance(error.afterSeconds * 1000);
        }
      }
    },
    record: (key = 'run-1') => memory.find('message', key),
    contents: () => discord.messages().map(({ content }) => content),
    reply: (isPrivate = false): Place => ({
      in: 'reply',
      reply: {
        interactionId: 'i1',
        applicationId: 'app',
        token: 'token-1',
        tokenExpiresAt: START + 15 * 60_000,
        channelId: 'c1',
        private: isPrivate,
      },
    }),
  };
}

/** Notes the ids that are read and written. */
function countedStore(memory: RecordStore) {
  const reads: string[] = [];
  const writes: string[] = [];
  const store: RecordStore = {
    ...memory,
    find(kind, id) {
      reads.push(id);
      return memory.find(kind, id);
    },
    create(record) {
      writes.push(record.id);
      return memory.create(record);
    },
    claimEdit(id, edit) {
      writes.push(id);
      return memory.claimEdit(id, edit);
    },
    replace(previous, next) {
      writes.push(next.id);
      return memory.replace(previous, next);
    },
  };
  return { store, reads, writes };
}

const START = manualClock().now();

export const CHANNEL: Place = { in: 'channel', channelId: 'c1' };

/** Revision `revision` of the message `run-1`, which says so. */
export function notification(revision: number, place: Place, more: Partial<Notification> = {}): Notification {
  const message: Message = { content: `revision ${revision}` };
  const id = `operation-${more.key ?? 'run-1'}-${revision}`;
  return { type: 'message.shown', id, conversation: 'run-1', key: 'run-1', revision, place, message, ...more };
}
