/** Effects in the record of a follow: what becomes of the follow, and what an operator says of them. */
import type { Outgoing } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { FOLLOW_ID, openFollowBench } from './test-follow-effects.ts';

const DISPATCHED = ['dispatchWorkflow'];
const typeOf = (body: unknown) => (body as Outgoing).type;

it('what others change while its workflow is started is kept', async () => {
  const { begin, repository, store, follow } = await openFollowBench();
  let answer = () => {};
  repository.fail('dispatchWorkflow', { hold: new Promise((resolve) => (answer = resolve)) });
  const calling = begin();
  while (repository.runs.length === 0) await Promise.resolve();
  const seen = await follow();
  await store.replace(seen, { ...seen, version: seen.version + 1, state: 'queued' });
  answer();
  await calling;
  expect(await follow()).toMatchObject({ state: 'queued', stages: [{ run: { id: 7001 } }] });
});

it('a message for an effect of a follow that has expired does nothing', async () => {
  const { take, logger } = await openFollowBench();
  await take({ type: 'effect.due', id: 'd1', runId: FOLLOW_ID, holder: 'follow', effectId: 'e1' });
  expect(logger.lines).toMatchObject([{ level: 'warn', message: 'an effect of a record that is no more' }]);
});

describe('a workflow whose start is refused', () => {
  async function refused() {
    const bench = await openFollowBench();
    bench.repository.fail('dispatchWorkflow', { status: 403, detail: 'Resource not accessible' });
    await bench.begin();
    return bench;
  }

  it('is not followed', async () => {
    const { follow, clock } = await refused();
    expect(await follow()).toMatchObject({ state: 'abandoned', endedAt: clock.now() });
  });

  it('is started and followed when an operator says so', async () => {
    const { resolve, follow, repository } = await refused();
    await resolve({ is: 'retry' });
    expect(repository.calls).toEqual([...DISPATCHED, ...DISPATCHED]);
    expect(await follow()).toMatchObject({ state: 'starting', stages: [{ run: { id: 7001 } }] });
    expect(await follow()).not.toHaveProperty('endedAt');
  });

  it('is given up once more when it takes too long, however often the decision comes', async () => {
    const { resolve, follow, take, clock } = await refused();
    await resolve({ is: 'retry' });
    const { deadline, effects } = await follow();
    clock.advance(deadline - clock.now());
    const late = { type: 'follow.observed', id: 'o1', followId: FOLLOW_ID, stage: 0, observedAt: deadline } as const;
    await take({ ...late, problem: 'timed_out' });
    const abandoned = await follow();
    expect(abandoned).toMatchObject({ state: 'abandoned', endedAt: deadline });
    await take({ type: 'effect.due', id: 'd1', runId: FOLLOW_ID, holder: 'follow', effectId: effects[0]?.id ?? '' });
    expect(await follow()).toEqual(abandoned);
  });

  it('is followed when an operator says which run it is, and that is written once', async () => {
    const { resolve, follow, take, repository, queues } = await refused();
    const before = queues.sent.length;
    await resolve({ is: 'done', id: '7042' });
    const settled = await follow();
    expect(queues.sent.slice(before).map(({ body }) => typeOf(body))).toEqual([
      'effect.due',
      'message.shown',
      'follow.check',
    ]);
    expect(settled).toMatchObject({ state: 'starting', stages: [{ run: { id: 7042, attempt: 1 } }] });
    const effectId = settled.effects[0]?.id ?? '';
    await take({ type: 'effect.due', id: 'd1', runId: FOLLOW_ID, holder: 'follow', effectId });
    expect(await follow()).toEqual(settled);
    expect(repository.calls).toEqual(DISPATCHED);
  });
});

describe('a workflow that takes no correlation id, and whose start was not answered', () => {
  async function lost(fault: { status?: number; crash?: true; lands?: boolean }) {
    const bench = await openFollowBench({ findable: false });
    bench.repository.fail('dispatchWorkflow', fault);
    await bench.begin().catch(() => bench.begin());
    await bench.settle();
    return bench;
  }

  it.each([{ status: 502 }, { status: 502, lands: true }, { crash: true as const }])(
    'is left to an operator, and goes on being followed: %j',
    async (fault) => {
      const { follow, repository } = await lost(fault);
      const { state, effects } = await follow();
      expect(repository.calls).toEqual(DISPATCHED);
      expect([state, effects[0]?.claim?.unsure]).toEqual(['starting', 1]);
      expect(effects[0]?.parked?.reason).toMatchInlineSnapshot(
        `"Nobody can tell whether client-deploy.yml was started: no answer came, and it takes no correlation id by which its run could be found. Look in the Actions tab whether it runs."`,
      );
    },
  );

  it.each([{ status: 502 }, { crash: true as const }])(
    'is started once more when an operator says so: %j',
    async (fault) => {
      const { resolve, follow, repository } = await lost(fault);
      await resolve({ is: 'retry' });
      expect(repository.calls).toEqual([...DISPATCHED, ...DISPATCHED]);
      expect(await follow()).toMatchObject({ stages: [{ run: { id: 7001 } }] });
    },
  );

  it('is left to an operator again if that start is not answered either', async () => {
    const { resolve, settle, follow, repository } = await lost({ crash: true });
    repository.fail('dispatchWorkflow', { crash: true, lands: true });
    await expect(resolve({ is: 'retry' })).rejects.toThrow('killed');
    await settle();
    expect(repository.calls).toEqual([...DISPATCHED, ...DISPATCHED]);
    expect((await follow()).effects).toMatchObject([
      { parked: { reason: expect.stringContaining('Nobody can tell') } },
    ]);
  });
});
