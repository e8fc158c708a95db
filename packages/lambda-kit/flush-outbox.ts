/** Sends what a record has promised, and then forgets the promise. */
import { type Outgoing, QUEUE_OF, type QueueName } from '@valine/contracts';
import type { RecordStore, StoredRecord } from '@valine/records';
import { delayOf } from './delays.ts';
import type { QueueEntry, Queues } from './ports.ts';

/**
 * Queue by queue, in the order of the outbox; then the outbox is cleared. Safe to repeat: ids are the same each time.
 * `sent`: ids of messages that SQS is known to have.
 * @throws QueueUnavailable or StoreUnavailable; let it pass, so that the message returns and this is done again.
 */
export async function flushOutbox(
  { queues, store }: { queues: Queues; store: Pick<RecordStore, 'clearOutbox'> },
  record: StoredRecord,
  sent: readonly string[] = [],
): Promise<void> {
  if (record.outbox.length === 0) return;
  await sendOutgoing(
    queues,
    record.outbox.filter(({ id }) => !sent.includes(id)),
  );
  await store.clearOutbox(record);
}

/** Queue by queue, in their order. @throws QueueUnavailable; some may have been sent then */
export async function sendOutgoing(queues: Queues, messages: readonly Outgoing[]): Promise<void> {
  for (const [queue, entries] of groupByQueue(messages)) await queues.send(queue, entries);
}

function groupByQueue(outbox: readonly Outgoing[]): Map<QueueName, QueueEntry[]> {
  const byQueue = new Map<QueueName, QueueEntry[]>();
  for (const message of outbox) {
    const queue = QUEUE_OF[message.type];
    byQueue.set(queue, [...(byQueue.get(queue) ?? []), entryOf(message)]);
  }
  return byQueue;
}

/** How an outgoing message is put on its queue. */
export function entryOf(message: Outgoing): QueueEntry {
  switch (message.type) {
    case 'message.shown':
      return { body: message, group: message.conversation, deduplicationId: message.id };
    case 'task.start':
      return { body: message, ...delayOf(message) };
    case 'plan.due':
    case 'plan.expire':
    case 'site-change.expire':
    case 'task.remind':
    case 'task.ship':
    case 'agent.look':
      return { body: message, delaySeconds: message.afterSeconds };
    case 'task.reconcile':
    case 'task.tidy':
      return message.afterSeconds === undefined
        ? { body: message }
        : { body: message, delaySeconds: message.afterSeconds };
    default:
      return { body: message };
  }
}
