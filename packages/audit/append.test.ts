/** One entry for each interaction, no number left out: with many at it at once, and with each of their steps cut short. */
import { type AuditEntry, type AuditFacts, type RecordStore, StoreUnavailable } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { countingStore, manualClock, recordingLogger } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { appendEntry } from './append.ts';
import { auditKey } from './chain.ts';
import { createInTurn, type InTurn } from './in-turn.ts';
import { verifyAudit } from './verify.ts';

const KEY = auditKey('a key of a test, long enough for it');

const FACTS: AuditFacts = {
  askedBy: 'command',
  what: '/plan',
  person: { id: '1', name: 'Ada' },
  place: { channelId: '500' },
  options: {},
  outcome: 'done',
  askedAt: 0,
};

/** `inTurn`: of one instance; without it, whoever appends is an instance of its own. */
function bench(inTurn: InTurn = (work) => work()) {
  const clock = manualClock();
  const table = new Map<string, unknown>();
  const store = countingStore(createMemoryStore(clock, structuredClone, { records: table }));
  const ports = { store, clock, logger: recordingLogger(), days: 400, key: KEY, inTurn };
  return {
    ...ports,
    table,
    append: (of: string, over: RecordStore = store) => appendEntry({ ...ports, store: over }, of, FACTS),
    async entries(): Promise<string[]> {
      const found = [...table.entries()].filter(([key]) => key.startsWith('audit#'));
      const entries = found.map(([, entry]) => entry as AuditEntry).sort((one, other) => one.seq - other.seq);
      return entries.map(({ of }) => of);
    },
    problems: async () => (await verifyAudit({ store, keys: [KEY], now: clock.now() })).problems,
  };
}

describe('an entry', () => {
  it('costs one read and three writes', async () => {
    const { append, store } = bench();
    await append('i1');
    const { reads, writes } = store;
    await append('i2');
    expect([store.reads - reads, store.writes - writes]).toEqual([1, 3]);
  });

  it('is there once, however often its interaction comes, and whatever came after it', async () => {
    const { append, entries, problems } = bench();
    for (const id of ['i1', 'i1', 'i2', 'i1', 'i3', 'i2']) await append(id);
    expect(await entries()).toEqual(['i1', 'i2', 'i3']);
    expect(await problems()).toEqual([]);
  });

  it.each([
    ['removed', (table: Map<string, unknown>) => void table.delete('audit-head#audit')],
    ['altered so that nobody can read it', (table: Map<string, unknown>) => void table.set('audit-head#audit', {})],
  ])('follows the newest though the head was %s, and it is told', async (_, tamper) => {
    const { append, entries, table, logger, problems } = bench();
    for (let each = 1; each <= 60; each += 1) await append(`i${each}`);
    tamper(table);
    await append('i61');
    expect((await entries()).slice(-2)).toEqual(['i60', 'i61']);
    expect((await problems()).filter(({ seq }) => seq !== undefined)).toEqual([]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('follows one that somebody has altered so that it cannot be read: that stops nobody', async () => {
    const { append, table, problems } = bench();
    for (const id of ['i1', 'i2']) await append(id);
    table.set('audit#3', { kind: 'audit' });
    await append('i3');
    expect(await problems()).toEqual([{ seq: 3, is: 'unreadable' }]);
  });
});

describe('forty at once', () => {
  it.each([1, 2, 3])('with %i copies of each end, with one entry each and no gap', async (copies) => {
    const { append, entries, problems } = bench();
    const names = Array.from({ length: 40 }, (_, index) => `i${index}`);
    await Promise.all(
      Array.from({ length: copies }, () => names)
        .flat()
        .map((of) => append(of)),
    );
    expect((await entries()).toSorted()).toEqual(names.toSorted());
    expect(await problems()).toEqual([]);
  });
});

describe('ten that one instance has in work', () => {
  it('take no number from each other: each costs what one alone does', async () => {
    const { append, store, problems } = bench(createInTurn());
    await append('first');
    const { reads, writes } = store;
    await Promise.all(Array.from({ length: 10 }, (_, index) => append(`i${index}`)));
    expect([store.reads - reads, store.writes - writes]).toEqual([10, 30]);
    expect(await problems()).toEqual([]);
  });

  it('are not held up by one that fails', async () => {
    const { append, entries, store } = bench(createInTurn());
    const failed = append('i1', failingAt(store, 1, false));
    const other = append('i2');
    await expect(failed).rejects.toThrow('cut short');
    await other;
    expect(await entries()).toEqual(['i2']);
  });
});

/** Fails at the call of that number: before it, or after it has taken effect. */
function failingAt(store: RecordStore, failing: number, after: boolean): RecordStore {
  let calls = 0;
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls !== failing) return act();
    if (after) await act();
    throw new StoreUnavailable('cut short');
  };
  return {
    ...store,
    find: (kind, id) => step(() => store.find(kind, id)),
    create: (record) => step(() => store.create(record)),
    replace: (previous, next) => step(() => store.replace(previous, next)),
  };
}

describe.each([
  ['before', false],
  ['after', true],
])('cut short %s', (_, after) => {
  it.each([1, 2, 3, 4])('step %i, and done once more when others have been there', async (failing) => {
    const { append, entries, problems, store } = bench();
    await append('i1');
    await expect(append('i2', failingAt(store, failing, after))).rejects.toThrow('cut short');
    await append('i3');
    await append('i2');
    await append('i2');
    expect((await entries()).toSorted()).toEqual(['i1', 'i2', 'i3']);
    expect(await problems()).toEqual([]);
  });
});

it('a copy that stands still meanwhile adds nothing when it goes on', async () => {
  const { append, entries, problems, store } = bench();
  const { promise: others, resolve } = Promise.withResolvers<void>();
  const slow: RecordStore = {
    ...store,
    async create(record) {
      if (record.kind === 'audit') await others;
      return store.create(record);
    },
  };
  const frozen = append('i1', slow);
  await append('i2');
  await append('i1');
  await append('i3');
  resolve();
  await frozen;
  expect((await entries()).toSorted()).toEqual(['i1', 'i2', 'i3']);
  expect(await problems()).toEqual([]);
});
