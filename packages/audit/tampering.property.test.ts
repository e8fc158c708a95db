/** Whatever somebody does to the table who can write to it and does not have the key: it is found, and the first of it is named. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@valine/admission';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Table, type TestChain, testChain } from './test-chain.ts';

const LENGTH = 12;

/** Does it, and says which entry is the first that is not as it was; 0: the head alone. */
type Tampering = { name: string; first: number; apply(table: Table): void };

const seq = fc.integer({ min: 1, max: LENGTH });
const text = fc.string({ minLength: 1, maxLength: 30 });

type Json = Record<string, unknown>;
const entryIn = (table: Table, at: number): Json => structuredClone(Object(table.get(`audit#${at}`)));
const put = (table: Table, at: number, entry: Json) => void table.set(`audit#${at}`, entry);

/** As anybody can. */
function rehashed(entry: Json): Json {
  const { hash: _, seal, ...rest } = entry;
  return { ...rest, hash: createHash('sha256').update(canonicalJson(rest)).digest('hex'), seal };
}

/** Every entry from `from` on hangs together again, and the head names the last of them. */
function rechain(table: Table, from: number, last: number): void {
  for (let at = from; at <= last; at += 1) {
    const entry = entryIn(table, at);
    const before = at > 1 ? entryIn(table, at - 1) : { hash: '', expiresAt: 0 };
    put(table, at, rehashed({ ...entry, previous: { hash: before['hash'], expiresAt: before['expiresAt'] } }));
  }
  const { hash, expiresAt } = entryIn(table, last);
  const head: Json = Object(table.get('audit-head#audit'));
  table.set('audit-head#audit', { ...head, entry: { seq: last, hash, expiresAt } });
}

const FIELDS: readonly (readonly string[])[] = [
  ['of'],
  ['facts', 'what'],
  ['facts', 'outcome'],
  ['facts', 'reasonCode'],
  ['facts', 'about'],
  ['facts', 'person', 'id'],
  ['facts', 'person', 'login'],
  ['facts', 'place', 'channelId'],
  ['facts', 'options', 'label'],
  ['facts', 'askedAt'],
  ['recordedAt'],
  ['expiresAt'],
  ['seq'],
  ['id'],
  ['version'],
  ['hash'],
  ['seal'],
  ['previous', 'hash'],
  ['previous', 'expiresAt'],
];

function changed(value: unknown, path: readonly string[], to: string, by: number): unknown {
  const [name, ...rest] = path;
  if (name !== undefined) {
    const fields: Json = Object(value);
    return { ...fields, [name]: changed(fields[name], rest, to, by) };
  }
  if (typeof value === 'number') return value + by;
  return value === to ? `${to}.` : to;
}

const altered = fc
  .record({
    at: seq,
    path: fc.constantFrom(...FIELDS),
    to: text,
    by: fc.integer({ min: 1, max: 1000 }),
    hashed: fc.boolean(),
  })
  .map(
    ({ at, path, to, by, hashed }): Tampering => ({
      name: `alters ${path.join('.')}${hashed ? ', and hashes it anew' : ''}`,
      first: at,
      apply(table) {
        const entry: Json = Object(changed(entryIn(table, at), path, to, by));
        put(table, at, hashed && path[0] !== 'hash' ? rehashed(entry) : entry);
      },
    }),
  );

const alteredAndRechained = fc.record({ at: seq, to: text }).map(
  ({ at, to }): Tampering => ({
    name: 'alters one and makes all later ones anew',
    first: at,
    apply(table) {
      put(table, at, rehashed(Object(changed(entryIn(table, at), ['facts', 'what'], to, 1))));
      rechain(table, at, LENGTH);
    },
  }),
);

const removed = fc.record({ at: seq, count: fc.integer({ min: 1, max: 3 }) }).map(
  ({ at, count }): Tampering => ({
    name: 'removes some',
    // Of what stood at the very beginning, the last is named.
    first: at === 1 ? Math.min(count, LENGTH) : at,
    apply(table) {
      for (let each = at; each < at + count; each += 1) table.delete(`audit#${each}`);
    },
  }),
);

const removedAndRechained = fc.integer({ min: 1, max: LENGTH - 1 }).map(
  (at): Tampering => ({
    name: 'removes one, moves the later ones down and makes them anew',
    first: at,
    apply(table) {
      for (let each = at; each < LENGTH; each += 1)
        put(table, each, { ...entryIn(table, each + 1), id: String(each), seq: each });
      table.delete(`audit#${LENGTH}`);
      rechain(table, at, LENGTH - 1);
    },
  }),
);

const swapped = fc
  .tuple(seq, seq)
  .filter(([one, other]) => one !== other)
  .chain(([one, other]) =>
    fc.boolean().map(
      (renumbered): Tampering => ({
        name: `swaps two${renumbered ? ', and gives them their new numbers' : ''}`,
        first: Math.min(one, other),
        apply(table) {
          const [a, b] = [entryIn(table, one), entryIn(table, other)];
          put(table, one, renumbered ? { ...b, id: String(one), seq: one } : b);
          put(table, other, renumbered ? { ...a, id: String(other), seq: other } : a);
        },
      }),
    ),
  );

const inserted = fc.record({ at: seq, what: text }).map(
  ({ at, what }): Tampering => ({
    name: 'inserts one, moves the later ones up and makes them anew',
    first: at,
    apply(table) {
      for (let each = LENGTH; each >= at; each -= 1)
        put(table, each + 1, { ...entryIn(table, each), id: String(each + 1), seq: each + 1 });
      const entry = entryIn(table, at);
      put(table, at, { ...entry, of: 'forged', facts: { ...Object(entry['facts']), what } });
      rechain(table, at, LENGTH + 1);
    },
  }),
);

const appended = text.map(
  (what): Tampering => ({
    name: 'appends one that nobody asked for',
    first: LENGTH + 1,
    apply(table) {
      const entry = entryIn(table, LENGTH);
      const facts = { ...Object(entry['facts']), what };
      const previous = { hash: entry['hash'], expiresAt: entry['expiresAt'] };
      const number = LENGTH + 1;
      put(table, number, rehashed({ ...entry, id: String(number), seq: number, of: 'forged', facts, previous }));
    },
  }),
);

const truncated = fc.record({ left: fc.integer({ min: 1, max: LENGTH - 1 }), withHead: fc.boolean() }).map(
  ({ left, withHead }): Tampering => ({
    name: `cuts the end off${withHead ? ', and has the head name what is left' : ''}`,
    first: withHead ? 0 : left + 1,
    apply(table) {
      for (let each = left + 1; each <= LENGTH; each += 1) table.delete(`audit#${each}`);
      if (withHead) rechain(table, left + 1, left);
    },
  }),
);

const beheaded = fc.constantFrom<Tampering>(
  { name: 'removes the head', first: 0, apply: (table) => void table.delete('audit-head#audit') },
  { name: 'removes everything', first: 0, apply: (table) => table.clear() },
  {
    name: 'alters the head',
    first: 0,
    apply: (table) => void table.set('audit-head#audit', { ...Object(table.get('audit-head#audit')), version: 99 }),
  },
);

const tampering = fc.oneof(
  { weight: 5, arbitrary: altered },
  { weight: 2, arbitrary: alteredAndRechained },
  removed,
  removedAndRechained,
  swapped,
  inserted,
  appended,
  truncated,
  beheaded,
);

/** One after the other on a copy of the same chain. */
async function firstFound({ table, verify }: TestChain, { apply }: Tampering): Promise<number | undefined> {
  const before = new Map(table);
  apply(table);
  const [first] = (await verify()).problems;
  table.clear();
  for (const [key, value] of before) table.set(key, value);
  return first && (first.seq ?? 0);
}

const RUNS = Number(process.env['TAMPERINGS'] ?? 1000);

it(`${RUNS} tamperings: none is missed, and the first entry is named`, async () => {
  const chain = await testChain(LENGTH);
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(tampering, async (each) => {
      met.set(each.name, (met.get(each.name) ?? 0) + 1);
      expect([each.name, await firstFound(chain, each)]).toEqual([each.name, each.first]);
    }),
    { numRuns: RUNS },
  );
  expect(met.size).toBeGreaterThan(30);
});
