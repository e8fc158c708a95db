/** A queue for a mapping: receives by long polls, deletes, gives back. */
import type { QueueEngine } from '../engines/queue-engine.ts';
import type { Received } from './sqs-event.ts';

export type QueueClient = {
  /** Up to `limit` messages (10 at most). Waits for the first one. @throws what the queue answered */
  receive(limit: number, waitSeconds: number): Promise<Received[]>;
  delete(message: Received): Promise<void>;
  /** Makes it visible at once. */
  giveBack(message: Received): Promise<void>;
};

export function createQueueClient(queues: QueueEngine, queueName: string): QueueClient {
  const QueueUrl = `http://127.0.0.1/000000000000/${queueName}`;

  async function call(action: string, input: object) {
    const reply = await queues.call(action, { QueueUrl, ...input });
    if (reply.status !== 200) throw new Error(`${action} on ${queueName}: ${reply.body}`);
    return JSON.parse(reply.body);
  }

  return {
    async receive(limit, waitSeconds) {
      const { Messages } = await call('ReceiveMessage', {
        MaxNumberOfMessages: Math.min(limit, 10),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      return Messages ?? [];
    },
    delete: ({ ReceiptHandle }) => call('DeleteMessage', { ReceiptHandle }),
    giveBack: ({ ReceiptHandle }) => call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 }),
  };
}
