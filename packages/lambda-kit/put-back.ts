/** Lets messages wait: on a standard queue without spending a receive, on a FIFO queue in their place. */
import type { QueueName } from '@valine/contracts';
import { MAX_DELAY_SECONDS } from './delays.ts';
import type { Clock, Logger, Queues } from './ports.ts';
import type { QueueRecord } from './record.ts';

/** Resolves to the ids of the messages that come back as they are; never throws. */
export type PutBack = (records: readonly QueueRecord[], seconds: number, queue: QueueName) => Promise<string[]>;

/** Seconds until each of the messages is given out again; at most 900. */
export type ChangeVisibility = (receiptHandles: readonly string[], seconds: number) => Promise<void>;

const idsOf = (records: readonly QueueRecord[]) => records.map(({ messageId }) => messageId);

/**
 * Sends the same bodies again with a delay; then the originals are done with. `notBefore` makes the chain of a long
 * wait. Where the sending fails the originals return instead, as after any failure.
 */
export function putBackByDelay(queues: Queues, clock: Clock, logger: Logger): PutBack {
  return async (records, seconds, queue) => {
    const chained = seconds > MAX_DELAY_SECONDS ? { notBefore: clock.now() + seconds * 1000 } : {};
    const entries = records.map(({ body, waits, firstSentAt }) => ({
      body: JSON.parse(body),
      delaySeconds: Math.min(seconds, MAX_DELAY_SECONDS),
      waiting: { waits: waits + 1, firstSentAt, ...chained },
    }));
    try {
      await queues.send(queue, entries);
      return [];
    } catch (error) {
      logger.warn('messages could not be put back to wait; they return', { queue, messageIds: idsOf(records), error });
      return idsOf(records);
    }
  };
}

/**
 * A FIFO message cannot be sent again without losing its place, so every wait spends a receive: the queue's
 * maxReceiveCount is 20 for that. The records behind it are held as long: SQS gives out nothing of a group while any
 * of its messages is in flight.
 */
export function putBackInPlace(changeVisibility: ChangeVisibility, logger: Logger): PutBack {
  return async (records, seconds) => {
    const messageIds = idsOf(records);
    try {
      await changeVisibility(
        records.map(({ receiptHandle }) => receiptHandle),
        Math.min(seconds, MAX_DELAY_SECONDS),
      );
    } catch (error) {
      logger.warn('visibility not changed; the messages return after the visibility timeout', { messageIds, error });
    }
    return messageIds;
  };
}
