import { MAX_RECEIVES } from '@valine/settings';
import { expect, it } from 'vitest';
import { manualClock } from './manual-clock.ts';
import { memoryQueues } from './memory-queues.ts';

const AN_HOUR_AND_MORE = 2 * 3_600_000;

it.each(['dispatch', 'verify', 'poll', 'notify'] as const)(
  'gives a message of %s out as often as AWS does',
  async (queue) => {
    const queues = memoryQueues(manualClock());
    let received = 0;
    queues.attach(queue, async (records) => {
      received += 1;
      return records.map(({ messageId }) => messageId);
    });
    await queues.send(queue, [{ body: 'poison', group: 'g' }]);
    await queues.advance(AN_HOUR_AND_MORE);
    expect(received).toBe(MAX_RECEIVES[queue]);
    expect(queues.deadLetters(queue)).toEqual(['poison']);
  },
);
