/** Parked effects that nobody decides about: told after four hours, once, counted up by edits, anew each day, and over when none is left. */
import type { EffectRecord, ParkedEffect } from '@valine/records';
import { planId, SWEEP_ID } from '@valine/records';
import { buildEffect, buildPlan, buildTask, buildTaskRecord } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';

const HOUR = 3_600_000;
const OF = planId('1');

/** A plan with so many effects, the first of which is parked. */
async function team() {
  const dispatcher = testDispatcher({ channelId: '900' });
  const { clock, store } = dispatcher;
  await store.create(buildPlan({ id: OF, effects: ['e1', 'e2'].map((id) => buildEffect({ id })) }));
  const change = async (id: string, to: (effect: EffectRecord) => EffectRecord) => {
    const plan = await dispatcher.plan(OF);
    const effects = plan.effects.map((effect) => (effect.id === id ? to(effect) : effect));
    await store.replace(plan, { ...plan, version: plan.version + 1, effects });
  };
  const tell = (ownerId = OF) => dispatcher.takeRaw({ type: 'effect.parked', id: 'p', ownerKind: 'plan', ownerId });
  return {
    ...dispatcher,
    tell,
    async park(id: string): Promise<void> {
      await change(id, (effect) => ({ ...effect, parked: { reason: 'GitHub refused.', at: clock.now() } }));
      await tell();
    },
    decide: (id: string) => change(id, ({ parked: _, ...effect }) => effect),
    drop: (id: string) =>
      change(id, (effect) => ({
        ...effect,
        parked: { reason: '', at: 0, ...effect.parked, dropped: { by: '1', at: clock.now(), reason: 'no' } },
      })),
    async sweepAfter(hours: number): Promise<void> {
      clock.advance(hours * HOUR);
      await dispatcher.takeRaw({ type: 'sweep.due', id: 'due', slot: new Date(clock.now()).toISOString() });
    },
    waiting: async (): Promise<Pick<ParkedEffect, 'id'>[]> => (await store.find('sweep', SWEEP_ID))?.parked ?? [],
    told: () =>
      dispatcher.queues.sent
        .map(({ body }) => Object(body))
        .filter(({ message }) => message !== undefined && /parked/.test(textOf(message))),
  };
}

describe('an effect that nobody decides about', () => {
  it('is told after four hours, once, and is over when somebody has decided', async () => {
    const { park, decide, sweepAfter, told, waiting } = await team();
    await park('e1');
    await sweepAfter(3.9);
    expect(told()).toEqual([]);
    await sweepAfter(0.1);
    await sweepAfter(0.1);
    await decide('e1');
    await sweepAfter(0.1);
    await sweepAfter(0.1);
    expect(told().map(({ message }) => textOf(message))).toMatchInlineSnapshot(`
      [
        "🔴 Nobody has decided about 1 parked effect
      **Show /ops** lists them: Retry, Mark done or Drop. Until then what hangs on them does not go on.
      Told anew each day; this message changes when it is over. docs/operations.md, “Parked effects”
      [ Show /ops ]",
        "🟢 Over: Nobody has decided about 1 parked effect
      It lasted 12 minutes.",
      ]
    `);
    expect(new Set(told().map(({ key }) => key)).size).toBe(1);
    expect(await waiting()).toEqual([]);
  });

  it('is counted with those that come later, by an edit', async () => {
    const { park, decide, sweepAfter, told } = await team();
    await park('e1');
    await sweepAfter(4);
    await park('e2');
    await sweepAfter(0.1);
    await decide('e1');
    await sweepAfter(0.1);
    expect(told().map(({ revision, message }) => [revision, message.card.title])).toEqual([
      [1, '🔴 Nobody has decided about 1 parked effect'],
      [2, '🔴 Nobody has decided about 2 parked effects'],
      [3, '🔴 Nobody has decided about 1 parked effect'],
    ]);
  });

  it('is told anew each day, and the message before says so', async () => {
    const { park, sweepAfter, told } = await team();
    await park('e1');
    await sweepAfter(4);
    await sweepAfter(23.9);
    expect(told()).toHaveLength(1);
    await sweepAfter(0.1);
    await sweepAfter(0.1);
    expect(told().map(({ revision, message }) => [revision, message.card.lines[0]])).toEqual([
      [1, expect.stringContaining('Show /ops')],
      [2, 'It goes on: told anew below.'],
      [1, expect.stringContaining('Show /ops')],
    ]);
  });

  it('is another one when it is parked anew', async () => {
    const { park, decide, sweepAfter, told } = await team();
    await park('e1');
    await decide('e1');
    await sweepAfter(3);
    await park('e1');
    await sweepAfter(1);
    await sweepAfter(2.9);
    expect(told()).toEqual([]);
    await sweepAfter(0.1);
    expect(told()).toHaveLength(1);
  });

  it('that was dropped waits no more', async () => {
    const { park, drop, sweepAfter, told } = await team();
    await park('e1');
    await drop('e1');
    await sweepAfter(5);
    expect(told()).toEqual([]);
  });
});

describe('more than there is room for', () => {
  const MANY = 410;

  /** So many tasks of one plan, an effect of each parked. */
  async function crowd() {
    const dispatcher = await team();
    const { clock, store, takeRaw } = dispatcher;
    const of = planId('2');
    const numbers = Array.from({ length: MANY }, (_, index) => index + 1);
    const trouble = numbers.map((number) => ({ ...buildTask(number), trouble: 'could not create branch' }));
    await store.create(buildPlan({ id: of, state: 'in_progress', tasks: trouble }));
    const taskOf = (number: number, at: number) => {
      const effect = buildEffect({ id: `e-${number}`, parked: { reason: 'GitHub refused.', at } });
      return buildTaskRecord({ planId: of, number, effects: [effect] });
    };
    for (const number of numbers) {
      const record = taskOf(number, clock.now() + number);
      await store.create(record);
      await takeRaw({ type: 'effect.parked', id: `p${number}`, ownerKind: 'task', ownerId: record.id });
    }
    const decide = async (from: number, to: number) => {
      for (const number of numbers.filter((each) => each >= from && each <= to)) {
        const record = await store.find('task', taskOf(number, 0).id);
        const effects = (record?.effects ?? []).map(({ parked: _, ...effect }) => effect);
        if (record !== undefined) await store.replace(record, { ...record, version: record.version + 1, effects });
      }
    };
    const titles = () => dispatcher.told().map(({ message }) => message.card.title);
    return { ...dispatcher, decide, titles };
  }

  it('is told as so many at least, and is not over while one of the others waits', async () => {
    const { sweepAfter, decide, titles } = await crowd();
    await sweepAfter(5);
    await decide(1, 300);
    await sweepAfter(0.1);
    await decide(301, 400);
    await sweepAfter(0.1);
    await decide(401, MANY - 1);
    await sweepAfter(0.1);
    await decide(MANY, MANY);
    await sweepAfter(0.1);
    expect(titles()).toMatchInlineSnapshot(`
      [
        "🔴 Nobody has decided about at least 400 parked effects",
        "🔴 Nobody has decided about at least 100 parked effects",
        "🔴 Nobody has decided about at least 10 parked effects",
        "🔴 Nobody has decided about at least 1 parked effect",
        "🟢 Over: Nobody has decided about at least 1 parked effect",
      ]
    `);
  });
});

it('a message that says so is not believed: the record decides', async () => {
  const { tell, store } = await team();
  await tell();
  await tell('plan-0000000000');
  expect(await store.find('sweep', SWEEP_ID)).toBeUndefined();
});

it('nothing is read while none has waited for long', async () => {
  const { park, sweepAfter, store } = await team();
  await sweepAfter(0);
  await park('e1');
  const counts = async (hours: number) => {
    const { reads, writes } = store;
    await sweepAfter(hours);
    return { reads: store.reads - reads, writes: store.writes - writes };
  };
  const young = await counts(1);
  expect(await counts(3)).toEqual({ ...young, reads: young.reads + 1 });
});
