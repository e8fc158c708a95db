/** How many messages a queue has to hand out now: an estimate of SQS, by one call. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

export type CountInQueue = (queueUrl: string) => Promise<number>;

export function createCountInQueue(client: SQSClient, timeoutMs = 3000): CountInQueue {
  return async (queueUrl) => {
    const command = new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages'],
    });
    const { Attributes } = await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
    const count = Number(Attributes?.['ApproximateNumberOfMessages']);
    if (Number.isNaN(count)) throw new Error(`SQS did not say how many messages are in ${queueUrl}.`);
    return count;
  };
}
