import type { Outgoing } from '@valine/contracts';
import { createMemoryStore } from '@valine/records/memory';
import { buildPlan, manualClock, recordingQueues } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { flushOutbox } from './flush-outbox.ts';
import { QueueUnavailable } from './ports.ts';

const shown = (id: string): Outgoing => ({
  type: 'message.shown',
  id,
  conversation: 'channel-500',
  key: 'plan-1',
  revision: 1,
  place: { in: 'channel', channelId: '500' },
  message: { content: 'Hello' },
});
const check: Outgoing = { type: 'plan.reconcile', id: 'c1', planId: 'plan-1', requestedAt: 1 };

async function startWorld(outbox: Outgoing[]) {
  const store = createMemoryStore(manualClock());
  const plan = buildPlan({ outbox });
  await store.create(plan);
  const queues = recordingQueues();
  const left = async () => (await store.find('plan', plan.id))?.outbox;
  return { run: plan, store, queues, left };
}

describe('an outbox', () => {
  it('goes to the queues of its messages, one call each, in order, and is emptied', async () => {
    const { run: plan, store, queues, left } = await startWorld([shown('n1'), check, shown('n2')]);
    await flushOutbox({ queues, store }, plan);
    expect(queues.sent).toEqual([
      { queue: 'notify', body: shown('n1'), group: 'channel-500', deduplicationId: 'n1' },
      { queue: 'notify', body: shown('n2'), group: 'channel-500', deduplicationId: 'n2' },
      { queue: 'poll', body: check },
    ]);
    expect(queues.calls).toBe(2);
    expect(await left()).toEqual([]);
  });

  it('keeps everything when sending fails, so that it is sent again', async () => {
    const { run: plan, store, queues, left } = await startWorld([shown('n1'), check]);
    queues.failNext(1);
    await expect(flushOutbox({ queues, store }, plan)).rejects.toThrow(QueueUnavailable);
    expect(await left()).toEqual([shown('n1'), check]);
  });

  it('that is empty costs no call', async () => {
    const { run: plan, store, queues } = await startWorld([]);
    await flushOutbox({ queues, store }, plan);
    expect(queues.calls).toBe(0);
  });
});
