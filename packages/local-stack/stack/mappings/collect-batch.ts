/** Receives one batch: waits for a first message, then for more until the batch is full or its window ends. */
import type { QueueClient } from './queue-client.ts';
import type { Received } from './sqs-event.ts';

export type BatchLimits = { batchSize: number; windowSeconds: number };

const LONG_POLL_SECONDS = 20;

/** Empty when the long poll ended without a message. */
export async function collectBatch(
  queue: QueueClient,
  { batchSize, windowSeconds }: BatchLimits,
  isStopping: () => boolean,
): Promise<Received[]> {
  const batch = await queue.receive(batchSize, LONG_POLL_SECONDS);
  const end = Date.now() + windowSeconds * 1000;
  while (batch.length > 0 && batch.length < batchSize && !isStopping()) {
    const left = end - Date.now();
    if (left <= 0) break;
    batch.push(...(await queue.receive(batchSize - batch.length, left / 1000)));
  }
  return batch;
}
