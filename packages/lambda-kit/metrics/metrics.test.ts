import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { createMeasure, withMeasure } from './metrics.ts';

function measuring(METRICS_NAMESPACE: string | undefined) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  return { lines, measure: createMeasure('verifier', { METRICS_NAMESPACE }, { now: () => 1_777_000_000_000 }, write) };
}

describe('numbers of a function', () => {
  it('are lines in the embedded metric format', () => {
    const { lines, measure } = measuring('valine-orchestrator/dev');
    measure({ Duration: 412, Messages: 3 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        _aws: {
          Timestamp: 1_777_000_000_000,
          CloudWatchMetrics: [
            {
              Namespace: 'valine-orchestrator/dev',
              Dimensions: [['service']],
              Metrics: [
                { Name: 'Duration', Unit: 'Milliseconds' },
                { Name: 'Messages', Unit: 'Count' },
              ],
            },
          ],
        },
        service: 'verifier',
        Duration: 412,
        Messages: 3,
      },
    ]);
  });

  it('are not written where the stage does not ask for them', () => {
    const { lines, measure } = measuring(undefined);
    measure({ Duration: 412 });
    expect(lines).toEqual([]);
  });
});

it('of a batch: how long it took, how many messages it had, and how many come back', async () => {
  const clock = manualClock();
  const told: unknown[] = [];
  const slow = async () => {
    clock.advance(900);
    return ['m2'];
  };
  const record = { messageId: 'm1', receiptHandle: 'r', body: '{}', receiveCount: 1, waits: 0, firstSentAt: 0 };
  const worker = withMeasure(slow, (numbers) => told.push(numbers), clock);
  expect(await worker([record, { ...record, messageId: 'm2' }], 0)).toEqual(['m2']);
  expect(told).toEqual([{ Duration: 900, Messages: 2, ComeBack: 1 }]);
});
