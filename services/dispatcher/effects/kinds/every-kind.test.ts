/** Every kind of effect on GitHub, through all that can happen to it. */
import type { FakeRepository } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { type EffectBench, openEffectBench, PLAN_ID, QUIET_MS } from '../test-effects.ts';
import { EFFECT_KINDS } from './index.ts';
import { SAMPLES, type Sample } from './test-samples.ts';

async function openFor({ prepare }: Sample): Promise<EffectBench> {
  const bench = await openEffectBench();
  await prepare?.(bench.repository);
  return bench;
}

it('there is a sample of every kind', () => {
  expect(SAMPLES.map(({ kind }) => kind).sort()).toEqual(EFFECT_KINDS.map(({ kind }) => kind).sort());
});

describe.each(SAMPLES)('$kind', (sample) => {
  const { intent, call, lookup, count } = sample;
  const callsOf = ({ calls }: FakeRepository) => calls.filter((each) => each !== sample.reads);
  /** Two calls, and the lookup between them that some kinds make although nothing can have happened. */
  const calledAgain = lookup !== undefined && sample.looksUpFirst ? [call, lookup, call] : [call, call];

  it('is done with the transition: one call, two writes, and no read but that of the run', async () => {
    const { step, store, repository, effect, told } = await openFor(sample);
    const before = { reads: store.reads, writes: store.writes };
    await step('i1', intent);
    const cost = { reads: store.reads - before.reads, writes: store.writes - before.writes };
    // What people are told of it goes through the outbox, and is cleared from it as any message is.
    expect(cost).toEqual({ reads: 1, writes: told().length === 0 ? 2 : 3 });
    expect(callsOf(repository)).toEqual([call]);
    expect(count(repository)).toBe(1);
    expect(await effect()).toMatchObject({ kind: sample.kind, epoch: 1, outcome: expect.anything() });
    expect(await effect()).not.toHaveProperty('claim');
  });

  it('five times the same source is one effect', async () => {
    const { step, settle, repository } = await openFor(sample);
    for (let times = 0; times < 5; times += 1) await step('i1', intent);
    await settle();
    expect(callsOf(repository)).toEqual([call]);
  });

  it('whose answer is lost is found by its look, or harmlessly made again; never two', async () => {
    const { step, settle, repository, effect, clock } = await openFor(sample);
    repository.fail(call, { status: 500, lands: true });
    const begun = clock.now();
    await step('i1', intent);
    await settle();
    expect(callsOf(repository)).toEqual([call, lookup ?? call]);
    expect(count(repository)).toBe(1);
    expect(await effect()).toMatchObject({ epoch: 2, outcome: expect.anything() });
    if (lookup !== undefined) expect(clock.now() - begun).toBeGreaterThanOrEqual(120_000);
  });

  it('that a 500 kept from happening is called again, after quarantine and look', async () => {
    const { step, settle, repository, effect } = await openFor(sample);
    repository.fail(call, { status: 500 });
    await step('i1', intent);
    expect(count(repository)).toBe(0);
    await settle();
    expect(callsOf(repository)).toEqual(lookup === undefined ? [call, call] : [call, lookup, call]);
    expect(count(repository)).toBe(1);
    expect((await effect()).outcome).toBeDefined();
  });

  it('that never reached GitHub is called again, without a look unless it looks first', async () => {
    const { step, settle, repository } = await openFor(sample);
    repository.fail(call, { neverSent: true });
    await step('i1', intent);
    await settle();
    expect(callsOf(repository)).toEqual(calledAgain);
    expect(count(repository)).toBe(1);
  });

  it('waits as long as a rate limit says', async () => {
    const { step, settle, repository, clock } = await openFor(sample);
    repository.fail(call, { status: 429, retryAfterSeconds: 70 });
    const begun = clock.now();
    await step('i1', intent);
    await settle();
    expect(callsOf(repository)).toEqual(calledAgain);
    expect(clock.now() - begun).toBe(70_000);
  });

  it('leaves a GitHub alone that asks for it with a 503', async () => {
    const { step, settle, repository, clock } = await openFor(sample);
    repository.fail(call, { status: 503, lands: true, retryAfterSeconds: 400 });
    const begun = clock.now();
    await step('i1', intent);
    await settle();
    expect(clock.now() - begun).toBeGreaterThanOrEqual(400_000);
    expect(count(repository)).toBe(1);
  });

  it.each(sample.isCourtesy ? [401] : [401, 403])(
    'that is refused (%i) is parked, and never tried again',
    async (status) => {
      const { step, settle, repository, effect, threadLines } = await openFor(sample);
      repository.fail(call, { status, detail: 'no' });
      await step('i1', intent);
      await settle();
      expect(callsOf(repository)).toEqual([call]);
      expect(await effect()).toMatchObject({ parked: { reason: expect.stringContaining(`status ${status}`) } });
      expect(threadLines().at(-1)).toContain(`valine resolve ${(await effect()).id}`);
    },
  );

  it.each([false, true])('of a worker that was killed in its call (landed: %s) is done once', async (lands) => {
    const { step, settle, repository, effect, plan } = await openFor(sample);
    repository.fail(call, { crash: true, lands });
    await expect(step('i1', intent)).rejects.toThrow('killed');
    await step('i1', intent);
    await settle();
    expect(count(repository)).toBe(1);
    expect(await effect()).toMatchObject({ epoch: 2, outcome: expect.anything() });
    expect((await plan()).outbox).toEqual([]);
  });

  it('of a worker that was overtaken: its late answer is not written', async () => {
    const { step, repository, clock, plan, effect, take } = await openFor(sample);
    let thaw = () => {};
    repository.fail(call, { hold: new Promise((resolve) => (thaw = resolve)) });
    const frozen = step('i1', intent);
    while (count(repository) === 0) await Promise.resolve();
    clock.advance(QUIET_MS);
    await take({ type: 'effect.due', id: 'd1', ownerId: PLAN_ID, ownerKind: 'plan', effectId: (await effect()).id });
    const settled = await plan();
    expect(settled.effects).toMatchObject([{ epoch: 2, outcome: expect.anything() }]);
    thaw();
    await frozen;
    expect(await plan()).toEqual({ ...settled, outbox: [] });
    expect(count(repository)).toBe(1);
  });
});
