/** The queues on SQS. */
import {
  type MessageAttributeValue,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueName } from '@valine/contracts';
import { type Queues, QueueUnavailable, type Waiting } from '../ports.ts';
import { toBatches, type WrittenEntry } from './to-batches.ts';
import { wasRefused } from './was-refused.ts';

export type SqsQueuesOptions = {
  client: SQSClient;
  /** URLs of the queues the function sends to. */
  urls: Partial<Record<QueueName, string>>;
  /** Bounds one call with all its attempts; ingress has 3 s for everything. */
  timeoutMs?: number;
};

export function createSqsQueues({ client, urls, timeoutMs = 2000 }: SqsQueuesOptions): Queues {
  return {
    async send(queue, entries) {
      const url = urls[queue];
      if (url === undefined) throw new Error(`this function was given no URL of the ${queue} queue: see infra`);
      for (const [index, batch] of toBatches(entries).entries()) {
        try {
          await sendBatch(client, url, batch, AbortSignal.timeout(timeoutMs));
        } catch (cause) {
          const mayHaveArrived = index > 0 || !wasRefused(cause);
          throw new QueueUnavailable(`the ${queue} queue did not take every message; try again`, {
            cause,
            mayHaveArrived,
          });
        }
      }
    },
  };
}

/** One call. A single entry goes by SendMessage, which answers with an error where a batch answers 200. */
async function sendBatch(
  client: SQSClient,
  url: string,
  batch: readonly WrittenEntry[],
  abortSignal: AbortSignal,
): Promise<void> {
  const [only] = batch;
  if (only !== undefined && batch.length === 1) {
    await client.send(new SendMessageCommand({ QueueUrl: url, ...toRequest(only) }), { abortSignal });
    return;
  }
  const Entries = batch.map((entry, index) => ({ Id: String(index), ...toRequest(entry) }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }), { abortSignal });
  if (Failed.length === 0) return;
  const codes = [...new Set(Failed.map(({ Code }) => Code))].join(', ');
  throw new Error(`${Failed.length} of ${batch.length} messages were refused: ${codes}`);
}

function toRequest({ text, group, deduplicationId, delaySeconds, waiting }: WrittenEntry) {
  return {
    MessageBody: text,
    MessageGroupId: group,
    MessageDeduplicationId: deduplicationId,
    DelaySeconds: delaySeconds,
    MessageAttributes: waiting && toAttributes(waiting),
  };
}

function toAttributes(waiting: Waiting): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(waiting).map(([name, value]) => [name, { DataType: 'Number', StringValue: String(value) }]),
  );
}
