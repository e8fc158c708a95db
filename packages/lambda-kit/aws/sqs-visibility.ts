/** Says when messages in flight are given out again. */
import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ChangeVisibility } from '../put-back.ts';

/** Of one Lambda batch of a FIFO queue, so of at most 10 messages: one call. */
export function createChangeVisibility(client: SQSClient, queueUrl: string, timeoutMs = 2000): ChangeVisibility {
  return async (receiptHandles, seconds) => {
    const { Failed = [] } = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: receiptHandles.map((ReceiptHandle, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout: seconds,
        })),
      }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    if (Failed.length > 0)
      throw new Error(`SQS refused ${Failed.length} of ${receiptHandles.length}: ${Failed[0]?.Code}`);
  };
}
