/** Copies of one message: a standard queue doubles messages, and so does a worker that dies while it puts one back. */
import { manualClock, recordingLogger, recordingQueues } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { QueueRecord, WorkContext } from './record.ts';
import { GiveUp, RetryLater } from './settle.ts';
import { createWorker } from './worker.ts';

const Job = z.object({ type: z.literal('job.asked'), name: z.string() });

function copy(messageId: string, of: string, overrides: Partial<QueueRecord> = {}): QueueRecord {
  const body = JSON.stringify({ type: 'job.asked', name: of });
  return { messageId, receiptHandle: messageId, body, receiveCount: 1, waits: 0, firstSentAt: 17, ...overrides };
}

/** `failure`: of every job. */
function startWorld(failure?: Error) {
  const [clock, logger, queues] = [manualClock(), recordingLogger(), recordingQueues()];
  const handled: [string, Pick<WorkContext, 'messageId' | 'waits'>][] = [];
  const handle = async ({ message, context }: { message: z.infer<typeof Job>; context: WorkContext }) => {
    handled.push([message.name, { messageId: context.messageId, waits: context.waits }]);
    if (failure !== undefined) throw failure;
  };
  const worker = createWorker({ queue: 'dispatch', schema: Job, handle, clock, logger, queues });
  return { logger, queues, handled, run: (...batch: QueueRecord[]) => worker(batch, clock.now() + 60_000) };
}

const threeOfA = [copy('a1', 'a', { waits: 2 }), copy('a2', 'a', { waits: 1 }), copy('a3', 'a', { waits: 1 })];

describe('copies in one batch', () => {
  it('are handled once, as the one that has waited least often', async () => {
    const world = startWorld();
    expect(await world.run(copy('b1', 'b'), ...threeOfA)).toEqual([]);
    expect(world.handled).toEqual([
      ['b', { messageId: 'b1', waits: 0 }],
      ['a', { messageId: 'a2', waits: 1 }],
    ]);
  });

  it('are handled as the youngest of those: the others are given up sooner', async () => {
    const world = startWorld();
    await world.run(copy('old', 'a', { firstSentAt: 17 }), copy('young', 'a', { firstSentAt: 18 }));
    expect(world.handled).toEqual([['a', { messageId: 'young', waits: 0 }]]);
  });

  it('that wait are put back as one, and the others are finished', async () => {
    const world = startWorld(new RetryLater(30, 'GitHub is down'));
    expect(await world.run(...threeOfA)).toEqual([]);
    const waiting = { waits: 2, firstSentAt: 17 };
    expect(world.queues.sent).toMatchObject([{ body: { name: 'a' }, delaySeconds: 30, waiting }]);
  });

  it('all return where the one could not be put back', async () => {
    const world = startWorld(new RetryLater(30, 'GitHub is down'));
    world.queues.failNext(1);
    expect(await world.run(...threeOfA)).toEqual(['a1', 'a2', 'a3']);
  });

  it('all return where it failed, each with the receives that it has left', async () => {
    const world = startWorld(new Error('bug'));
    expect(await world.run(copy('b1', 'b'), ...threeOfA)).toEqual(['b1', 'a1', 'a2', 'a3']);
    expect(world.handled).toHaveLength(2);
  });

  it('are all finished where it is given up', async () => {
    expect(await startWorld(new GiveUp('the repository is gone')).run(...threeOfA)).toEqual([]);
  });

  it('that nobody understands all return', async () => {
    const world = startWorld();
    expect(await world.run(...['x', 'y'].map((id) => ({ ...copy(id, ''), body: '{' })))).toEqual(['x', 'y']);
    expect(world.logger.lines.map(({ message }) => message)).toEqual(['message is not valid']);
  });
});
