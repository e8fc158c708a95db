import { buildSqsEvent, manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import type { QueueRecord } from '../record.ts';
import { lambdaHandler } from './lambda-handler.ts';

const context = { getRemainingTimeInMillis: () => 30_000 };
const sentAt = Date.UTC(2026, 2, 2, 9);

async function translate(...inputs: Parameters<typeof buildSqsEvent>): Promise<QueueRecord[]> {
  const seen: QueueRecord[] = [];
  const handler = lambdaHandler(async (records) => {
    seen.push(...records);
    return [];
  });
  await handler(buildSqsEvent(...inputs), context);
  return seen;
}

describe('a Lambda handler', () => {
  it('hands over a first delivery in our own words', async () => {
    expect(await translate({ body: { type: 'x' } })).toEqual([
      {
        messageId: 'm1',
        receiptHandle: 'receipt-m1',
        body: '{"type":"x"}',
        receiveCount: 1,
        waits: 0,
        firstSentAt: sentAt,
      },
    ]);
  });

  it('reads what a message that waited carries, and the group of a FIFO message', async () => {
    const attributes = { waits: 2, firstSentAt: 17, notBefore: 99 };
    const [record] = await translate({ body: 1, receiveCount: 4, group: 'channel-5', attributes });
    expect(record).toMatchObject({ receiveCount: 4, group: 'channel-5', ...attributes });
  });

  it('tells when the function will be killed, and reports what comes back', async () => {
    const clock = manualClock();
    const deadlines: number[] = [];
    const handler = lambdaHandler(async (records, deadline) => {
      deadlines.push(deadline);
      return records.slice(1).map(({ messageId }) => messageId);
    }, clock);
    expect(await handler(buildSqsEvent({ body: 1 }, { body: 2 }), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm2' }],
    });
    expect(deadlines).toEqual([clock.now() + 30_000]);
  });
});
