import { buildSpending, manualClock } from '@valine/testing';
import { expect, it } from 'vitest';
import { createMemoryStore } from './memory/index.ts';
import { spentSoFar } from './spent-so-far.ts';

const NOTHING = { nanoUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0 };
const NOW = Date.UTC(2026, 2, 2, 0, 1);

it('counts as under way what may still end, of yesterday too, and not what a function that died has left behind', async () => {
  const store = createMemoryStore(manualClock());
  const openSince = (...agos: number[]) => ({
    open: agos.map((ago) => ({ id: `call-${ago}`, nanoUsd: 1, at: NOW - ago })),
  });
  await store.create(buildSpending('2026-03-01', NOTHING, openSince(60_001, 599_999, 600_000)));
  await store.create(buildSpending('2026-03-02', NOTHING, openSince(1000)));
  expect(await spentSoFar(store, NOW)).toMatchObject({ callsUnderWay: 3, month: { calls: 4 }, missing: [] });
});

it('leaves out what cannot be read, names its day, and tells of it', async () => {
  const unreadable = (day: string) => ({ kind: 'spending', id: `spending-${day}`, expiresAt: 4_000_000_000 });
  const records = new Map<string, unknown>(
    ['2026-03-01', '2026-03-02'].map((day) => [`spending#spending-${day}`, unreadable(day)]),
  );
  const told: string[] = [];
  const store = createMemoryStore(manualClock(), structuredClone, { records });
  const { missing, days } = await spentSoFar(store, NOW, ({ id }) => told.push(id));
  expect({ missing, days }).toEqual({ missing: ['2026-03-01', '2026-03-02'], days: [] });
  expect(told.sort()).toEqual(['spending-2026-03-01', 'spending-2026-03-02']);
});
