import { type EffectRecord, effectDue, type Tracking } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { buildEffect, buildTaskRecord, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { isNeedless } from './is-needless.ts';

const DONE = { outcome: { id: '17' } };
const PARKED = { parked: { reason: 'unknown', at: 0 } };
const POLL = { type: 'tracking.poll', id: 'm-1', trackingId: 'diagnose-1', requestedAt: 0 };

/** Of a message that comes back to this effect of a task. */
async function ofEffect(effect: Partial<EffectRecord>, outboxHolds = false): Promise<boolean> {
  const store = createMemoryStore({ now: () => 0 });
  const task = buildTaskRecord({ effects: [buildEffect(effect)] });
  const due = effectDue(task, task.effects[0] ?? { id: '' });
  await store.create({ ...task, outbox: outboxHolds ? [due] : [] });
  return isNeedless(store, JSON.stringify(due), { waitedMs: 0 });
}

describe('a message that comes back to an effect', () => {
  it.each([
    ['is done', DONE],
    ['waits for an operator', PARKED],
  ])('finds nothing to do where it %s', async (_what, effect) => {
    expect(await ofEffect(effect)).toBe(true);
  });

  it.each([
    ['is still to be done', {}],
    ['was decided by an operator', { ...DONE, resolvedAt: 1 }],
  ])('may find something to do where it %s', async (_what, effect) => {
    expect(await ofEffect(effect)).toBe(false);
  });

  it('may find something to send', async () => {
    expect(await ofEffect(DONE, true)).toBe(false);
  });

  it('may find its record, if that is not there yet', async () => {
    const due = effectDue(buildTaskRecord({}), { id: 'e-1' });
    expect(await isNeedless(createMemoryStore({ now: () => 0 }), JSON.stringify(due), { waitedMs: 0 })).toBe(false);
  });
});

describe('a message that polls', () => {
  it.each<[Tracking['state'], boolean]>([
    ['running', false],
    ['succeeded', true],
  ])('a tracking that is %s finds nothing to do: %s', async (state, expected) => {
    const store = createMemoryStore({ now: () => 0 });
    await store.create(buildTracking({ id: 'diagnose-1', state }));
    expect(await isNeedless(store, JSON.stringify(POLL), { waitedMs: 0 })).toBe(expected);
  });

  it('for a code that nobody may ever enter is waited for once, and not where nobody has entered one', async () => {
    const store = createMemoryStore({ now: () => 0 });
    const link = JSON.stringify({ type: 'link.due', id: 'm-1', attemptId: 'a' });
    const wait = (waitedMs: number, ignoreLinks = false) => isNeedless(store, link, { waitedMs, ignoreLinks });
    expect([await wait(5000), await wait(8000), await wait(0, true)]).toEqual([false, true, true]);
  });
});

it('any other message is waited for', async () => {
  expect(await isNeedless(createMemoryStore({ now: () => 0 }), 'x', { waitedMs: 60_000 })).toBe(false);
});
