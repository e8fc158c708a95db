import { manualClock, recordingLogger } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { QueueRecord } from './record.ts';
import { RetryLater } from './settle.ts';
import { createWorker } from './worker.ts';

const Shown = z.object({ type: z.literal('shown'), key: z.string(), revision: z.number() });

/** Records of one group, each `<key><revision>`; what is handled so; `busy` fails to be handled with a wait. */
async function run(names: string[], busy = '') {
  const clock = manualClock();
  const handled: string[] = [];
  const records = names.map((name): QueueRecord => {
    const body = JSON.stringify({ type: 'shown', key: name.slice(0, 1), revision: Number(name.slice(1)) });
    return { messageId: name, receiptHandle: name, body, receiveCount: 1, waits: 0, firstSentAt: 0, group: 'g' };
  });
  const worker = createWorker({
    queue: 'notify',
    fifo: true,
    schema: Shown,
    versionOf: ({ key, revision }) => ({ key, revision }),
    handle: async ({ message: { key, revision } }) => {
      handled.push(`${key}${revision}`);
      if (key === busy) throw new RetryLater(5, 'rate limited');
    },
    changeVisibility: async () => {},
    clock,
    logger: recordingLogger(),
  });
  return { handled, returned: await worker(records, clock.now() + 60_000) };
}

describe('messages that say one thing anew', () => {
  it('are handled once, by the newest, where the oldest stands', async () => {
    expect(await run(['a1', 'b1', 'a2', 'a4', 'b2', 'a3'])).toEqual({ handled: ['a4', 'b2'], returned: [] });
  });

  it('are handled each where they say different things', async () => {
    expect((await run(['a1', 'b1', 'c1'])).handled).toEqual(['a1', 'b1', 'c1']);
  });

  it('all come back where the newest has to wait', async () => {
    expect(await run(['a1', 'b1', 'a2'], 'a')).toEqual({ handled: ['a2'], returned: ['a1', 'b1', 'a2'] });
    expect(await run(['a1', 'b1', 'a2'], 'b')).toEqual({ handled: ['a2', 'b1'], returned: ['b1', 'a2'] });
  });

  it('are not held up by one that cannot be read before its turn', async () => {
    expect(await run(['a1', 'bx', 'a2'])).toEqual({ handled: ['a2'], returned: ['bx', 'a2'] });
  });
});
