/** The queues of a stage, found by their names. */
import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queues } from '@valine/lambda-kit';
import { createSqsQueues } from '@valine/lambda-kit/aws';
import { queueName } from '@valine/settings';

/** Errors of finding a queue are the SDK's own; see error-message.ts. */
export function createQueues(client: SQSClient, stage: string): Queues {
  return {
    async send(queue, entries) {
      const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queueName(queue, stage) }));
      const urls = QueueUrl === undefined ? {} : { [queue]: QueueUrl };
      await createSqsQueues({ client, urls, timeoutMs: TIMEOUT_MS }).send(queue, entries);
    },
  };
}

/** A person waits, from wherever they are. */
const TIMEOUT_MS = 10_000;
