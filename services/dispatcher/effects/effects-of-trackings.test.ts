/** Effects in the record of a follow: what becomes of the follow, and what an operator says of them. */
import type { Outgoing } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { openTrackingBench, TRACKING_ID } from './test-tracking-effects.ts';

const DISPATCHED = ['dispatchWorkflow'];
const typeOf = (body: unknown) => (body as Outgoing).type;

it('what others change while its workflow is started is kept', async () => {
  const { begin, repository, store, tracking } = await openTrackingBench();
  let answer = () => {};
  repository.fail('dispatchWorkflow', { hold: new Promise((resolve) => (answer = resolve)) });
  const calling = begin();
  while (repository.runs.length === 0) await Promise.resolve();
  const seen = await tracking();
  await store.replace(seen, { ...seen, version: seen.version + 1, state: 'queued' });
  answer();
  await calling;
  expect(await tracking()).toMatchObject({ state: 'queued', stages: [{ run: { id: 7001 } }] });
});

it('a message for an effect of a follow that has expired does nothing', async () => {
  const { take, logger } = await openTrackingBench();
  await take({ type: 'effect.due', id: 'd1', ownerId: TRACKING_ID, ownerKind: 'tracking', effectId: 'e1' });
  expect(logger.lines).toMatchObject([{ level: 'warn', message: 'the owner of an effect is no more' }]);
});

describe('a workflow whose start is refused', () => {
  async function refused() {
    const bench = await openTrackingBench();
    bench.repository.fail('dispatchWorkflow', { status: 403, detail: 'Resource not accessible' });
    await bench.begin();
    return bench;
  }

  it('is not followed', async () => {
    const { tracking, clock } = await refused();
    expect(await tracking()).toMatchObject({ state: 'abandoned', endedAt: clock.now() });
  });

  it('is started and followed when an operator says so', async () => {
    const { resolve, tracking, repository } = await refused();
    await resolve({ is: 'retry' });
    expect(repository.calls).toEqual([...DISPATCHED, ...DISPATCHED]);
    expect(await tracking()).toMatchObject({ state: 'starting', stages: [{ run: { id: 7001 } }] });
    expect(await tracking()).not.toHaveProperty('endedAt');
  });

  it('is given up once more when it takes too long, however often the decision comes', async () => {
    const { resolve, tracking, take, clock } = await refused();
    await resolve({ is: 'retry' });
    const { deadline, effects } = await tracking();
    clock.advance(deadline - clock.now());
    const late = {
      type: 'tracking.observed',
      id: 'o1',
      trackingId: TRACKING_ID,
      stage: 0,
      observedAt: deadline,
    } as const;
    await take({ ...late, problem: 'timed_out' });
    const abandoned = await tracking();
    expect(abandoned).toMatchObject({ state: 'abandoned', endedAt: deadline });
    await take({
      type: 'effect.due',
      id: 'd1',
      ownerId: TRACKING_ID,
      ownerKind: 'tracking',
      effectId: effects[0]?.id ?? '',
    });
    expect(await tracking()).toEqual(abandoned);
  });

  it('is followed when an operator says which run it is, and that is written once', async () => {
    const { resolve, tracking, take, repository, queues } = await refused();
    const before = queues.sent.length;
    await resolve({ is: 'done', id: '7042' });
    const settled = await tracking();
    expect(queues.sent.slice(before).map(({ body }) => typeOf(body))).toEqual([
      'effect.due',
      'message.shown',
      'tracking.poll',
    ]);
    expect(settled).toMatchObject({ state: 'starting', stages: [{ run: { id: 7042, attempt: 1 } }] });
    const effectId = settled.effects[0]?.id ?? '';
    await take({ type: 'effect.due', id: 'd1', ownerId: TRACKING_ID, ownerKind: 'tracking', effectId });
    expect(await tracking()).toEqual(settled);
    expect(repository.calls).toEqual(DISPATCHED);
  });
});

describe('a workflow that takes no correlation id, and whose start was not answered', () => {
  async function lost(fault: { status?: number; crash?: true; lands?: boolean }) {
    const bench = await openTrackingBench({ findable: false });
    bench.repository.fail('dispatchWorkflow', fault);
    await bench.begin().catch(() => bench.begin());
    await bench.settle();
    return bench;
  }

  it.each([{ status: 502 }, { status: 502, lands: true }, { crash: true as const }])(
    'is left to an operator, and goes on being followed: %j',
    async (fault) => {
      const { tracking, repository } = await lost(fault);
      const { state, effects } = await tracking();
      expect(repository.calls).toEqual(DISPATCHED);
      expect([state, effects[0]?.claim?.unconfirmed]).toEqual(['starting', 1]);
      expect(effects[0]?.parked?.reason).toMatchInlineSnapshot(
        `"Nobody can tell whether client-deploy.yml was started: no answer came, and it takes no correlation id by which its run could be found. Look in the Actions tab whether it runs."`,
      );
    },
  );

  it.each([{ status: 502 }, { crash: true as const }])(
    'is started once more when an operator says so: %j',
    async (fault) => {
      const { resolve, tracking, repository } = await lost(fault);
      await resolve({ is: 'retry' });
      expect(repository.calls).toEqual([...DISPATCHED, ...DISPATCHED]);
      expect(await tracking()).toMatchObject({ stages: [{ run: { id: 7001 } }] });
    },
  );

  it('is left to an operator again if that start is not answered either', async () => {
    const { resolve, settle, tracking, repository } = await lost({ crash: true });
    repository.fail('dispatchWorkflow', { crash: true, lands: true });
    await expect(resolve({ is: 'retry' })).rejects.toThrow('killed');
    await settle();
    expect(repository.calls).toEqual([...DISPATCHED, ...DISPATCHED]);
    expect((await tracking()).effects).toMatchObject([
      { parked: { reason: expect.stringContaining('Nobody can tell') } },
    ]);
  });
});
