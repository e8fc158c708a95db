import { describe, expect, it } from 'vitest';
import { collectBatch } from './collect-batch.ts';
import type { QueueClient } from './queue-client.ts';
import type { Received } from './sqs-event.ts';

/** A queue that answers each receive with so many of its messages, and remembers what it was asked for. */
function scriptedQueue(...answers: number[]) {
  const limits: number[] = [];
  const done = async () => undefined;
  const message: Received = { MessageId: 'm', ReceiptHandle: 'r', Body: '', MD5OfBody: '' };
  const queue: QueueClient = {
    delete: done,
    giveBack: done,
    async receive(limit) {
      limits.push(limit);
      return Array.from({ length: answers.shift() ?? 0 }, () => message);
    },
  };
  return { queue, limits };
}

const never = () => false;

describe('a batch is', () => {
  it('whatever is there when there is no window', async () => {
    const { queue, limits } = scriptedQueue(2, 3);
    expect(await collectBatch(queue, { batchSize: 10, windowSeconds: 0 }, never)).toHaveLength(2);
    expect(limits).toEqual([10]);
  });

  it('filled up within its window, and no further', async () => {
    const { queue, limits } = scriptedQueue(2, 3, 1);
    expect(await collectBatch(queue, { batchSize: 6, windowSeconds: 60 }, never)).toHaveLength(6);
    expect(limits).toEqual([6, 4, 1]);
  });

  it('empty when the long poll was', async () => {
    const { queue, limits } = scriptedQueue(0, 3);
    expect(await collectBatch(queue, { batchSize: 6, windowSeconds: 60 }, never)).toEqual([]);
    expect(limits).toEqual([6]);
  });

  it('not waited for any longer when the stack stops', async () => {
    const { queue } = scriptedQueue(2, 3);
    expect(await collectBatch(queue, { batchSize: 6, windowSeconds: 60 }, () => true)).toHaveLength(2);
  });
});
