/** A tracking that begins with starting a workflow: created once and started once, whatever dies in between. */
import { QueueUnavailable } from '@valine/lambda-kit';
import { StoreUnavailable } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { openTrackingBench, WORD } from './test-tracking-effects.ts';

const STARTED = {
  id: 7001,
  attempt: 1,
  status: 'queued',
  conclusion: null,
  url: expect.stringContaining('/runs/7001'),
};

describe('a record that begins with an effect', () => {
  it('costs a write to create and one more for the effect, one call and no read', async () => {
    const { begin, store, repository, tracking, queues, told } = await openTrackingBench();
    const before = { reads: store.reads, writes: store.writes };
    await begin();
    expect(queues.sent[0]?.body).toEqual(WORD);
    expect(told()).toHaveLength(queues.sent.length);
    // What people are told of it goes through the outbox, and is cleared from it as any message is.
    expect([store.reads - before.reads, store.writes - before.writes]).toEqual([0, told().length === 1 ? 2 : 3]);
    expect(repository.calls).toEqual(['dispatchWorkflow']);
    expect(await tracking()).toMatchObject({ state: 'starting', stages: [{ run: STARTED }], outbox: [] });
  });

  it('is there once however often it is asked for, and a replay costs one read', async () => {
    const { begin, store, repository, settle } = await openTrackingBench();
    await begin();
    const before = store.reads;
    await begin();
    expect(store.reads - before).toBe(1);
    await settle();
    expect(repository.calls).toEqual(['dispatchWorkflow']);
  });

  it('is there once for two who create it at once', async () => {
    const { begin, repository, settle, tracking } = await openTrackingBench();
    await Promise.all([begin(), begin()]);
    await settle();
    expect(repository.runs).toHaveLength(1);
    expect(await tracking()).toMatchObject({ stages: [{ run: STARTED }], outbox: [] });
  });
});

describe('what a worker leaves half done is finished by the replay of its message', () => {
  it('when the store did not answer', async () => {
    const { begin, store, repository, settle, tracking } = await openTrackingBench();
    const { create } = store;
    store.create = async (record) => {
      store.create = create;
      await create(record);
      throw new StoreUnavailable('timeout after the write');
    };
    await expect(begin()).rejects.toThrow(StoreUnavailable);
    await begin();
    await settle();
    expect(repository.calls).toEqual(['dispatchedRunsSince', 'dispatchWorkflow']);
    expect(await tracking()).toMatchObject({ stages: [{ run: STARTED }], outbox: [] });
  });

  it('when its messages could not be sent', async () => {
    const { begin, queues, told, repository, settle, tracking } = await openTrackingBench();
    queues.failNext(1);
    await expect(begin()).rejects.toThrow(QueueUnavailable);
    await begin();
    await settle();
    expect(told().filter(({ deduplicationId }) => deduplicationId === WORD.id)).toHaveLength(1);
    expect(repository.runs).toHaveLength(1);
    expect((await tracking()).outbox).toEqual([]);
  });

  it.each([
    ['before', false, ['dispatchWorkflow', 'dispatchedRunsSince', 'dispatchWorkflow']],
    ['after', true, ['dispatchWorkflow', 'dispatchedRunsSince']],
  ])('when it was killed %s the workflow was started', async (_, lands, calls) => {
    const { begin, repository, settle, tracking } = await openTrackingBench();
    repository.fail('dispatchWorkflow', { crash: true, lands });
    await expect(begin()).rejects.toThrow('killed');
    await begin();
    await settle();
    expect(repository.calls).toEqual(calls);
    expect(repository.runs).toHaveLength(1);
    expect(await tracking()).toMatchObject({ stages: [{ run: STARTED }], outbox: [] });
  });

  it('when it died between the call and its record', async () => {
    const { begin, store, repository, settle, tracking } = await openTrackingBench();
    const { replace } = store;
    store.replace = async () => {
      store.replace = replace;
      throw new StoreUnavailable('throttled');
    };
    await expect(begin()).rejects.toThrow(StoreUnavailable);
    await begin();
    await settle();
    expect(repository.calls).toEqual(['dispatchWorkflow', 'dispatchedRunsSince']);
    expect(await tracking()).toMatchObject({ stages: [{ run: STARTED }], outbox: [] });
  });
});
