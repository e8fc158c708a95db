import { createSecretKey, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { entryAfter, headAt } from './chain.ts';
import { selectEntries } from './select.ts';
import { buildFacts, DAYS, KEY, testChain } from './test-chain.ts';

const DAY = 86_400_000;

async function problemsOf(chain: Awaited<ReturnType<typeof testChain>>) {
  return (await chain.verify()).problems;
}

describe('an audit', () => {
  it('that nobody has touched is whole', async () => {
    const chain = await testChain(60);
    expect(await chain.verify()).toMatchObject({ entries: 60, oldest: { seq: 1 }, newest: { seq: 60 }, problems: [] });
  });

  it('of which there is nothing at all is not called whole', async () => {
    expect(await problemsOf(await testChain(0))).toEqual([{ is: 'missing' }]);
  });

  it('whose beginning has expired is whole', async () => {
    const chain = await testChain(30, { everyMs: 20 * DAY });
    const { entries, oldest, problems } = await chain.verify();
    expect(problems).toEqual([]);
    expect(entries).toBeLessThan(30);
    expect(oldest?.seq).toBe(30 - entries + 1);
  });

  it('whose beginning was removed before its time is not', async () => {
    const chain = await testChain(10);
    for (const seq of [1, 2, 3]) chain.table.delete(`audit#${seq}`);
    expect(await problemsOf(chain)).toEqual([{ seq: 3, is: 'missing' }]);
  });

  it('of which all has expired is whole as far as that can be known', async () => {
    const chain = await testChain(3);
    chain.clock.advance((DAYS + 1) * DAY);
    expect(await chain.verify()).toEqual({ entries: 0, problems: [] });
  });

  it('names every entry that was altered or is missing, the first of them first', async () => {
    const chain = await testChain(20);
    chain.table.delete('audit#12');
    chain.table.set('audit#5', { ...Object(chain.table.get('audit#5')), of: 'i6' });
    chain.table.set('audit#7', { kind: 'audit' });
    expect(await problemsOf(chain)).toEqual([
      { seq: 5, is: 'altered' },
      { seq: 7, is: 'unreadable' },
      { seq: 12, is: 'missing' },
    ]);
  });

  it('may have an entry that its head does not name yet', async () => {
    const chain = await testChain(5);
    const last = await chain.store.find('audit', '5');
    if (last === undefined) throw new Error('there is no entry 5');
    const made = { of: 'i6', facts: buildFacts(), recordedAt: chain.clock.now(), days: DAYS };
    chain.table.set('audit#6', entryAfter(last, made, KEY));
    expect(await chain.verify()).toMatchObject({ entries: 6, problems: [] });
  });
});

describe('who can write to the table', () => {
  it('removes its end, and is found out by the head', async () => {
    const chain = await testChain(10);
    for (const seq of [9, 10]) chain.table.delete(`audit#${seq}`);
    expect(await problemsOf(chain)).toEqual([
      { seq: 9, is: 'missing' },
      { seq: 10, is: 'missing' },
    ]);
  });

  it('makes all anew from an entry on, head included, and is found out by the seals', async () => {
    const chain = await testChain(10);
    const theirs = await testChain(10, { key: createSecretKey(new Uint8Array(32).fill(8)) });
    for (const seq of [6, 7, 8, 9, 10]) chain.table.set(`audit#${seq}`, theirs.table.get(`audit#${seq}`));
    chain.table.set('audit-head#audit', theirs.table.get('audit-head#audit'));
    expect((await problemsOf(chain)).map(({ seq, is }) => `${seq ?? 'head'} ${is}`)).toEqual([
      '6 other key',
      '7 other key',
      '8 other key',
      '9 other key',
      '10 other key',
      'head other key',
    ]);
  });

  it('puts an earlier state of the whole back, and is found out by what somebody has seen of the later', async () => {
    const chain = await testChain(10);
    const { newest } = await chain.verify();
    const earlier = await testChain(8);
    const anchor = { seq: 10, hash: newest?.hash.slice(0, 16) ?? '' };
    expect((await chain.verify({ anchor })).problems).toEqual([]);
    expect((await earlier.verify()).problems).toEqual([]);
    expect((await earlier.verify({ anchor })).problems).toEqual([{ seq: 10, is: 'not anchored' }]);
  });
});

it('a key that was changed is given besides the new one', async () => {
  const before = createSecretKey(new Uint8Array(32).fill(9));
  const chain = await testChain(4, { key: before });
  const last = await chain.store.find('audit', '4');
  const head = await chain.store.find('audit-head', 'audit');
  if (last === undefined || head === undefined) throw new Error('there is no chain');
  const made = { of: 'i5', facts: buildFacts(), recordedAt: chain.clock.now(), days: DAYS };
  const entry = entryAfter(last, made, KEY);
  chain.table.set('audit#5', entry);
  chain.table.set('audit-head#audit', headAt(entry, head, KEY));
  expect((await chain.verify({ keys: [KEY] })).problems[0]).toEqual({ seq: 1, is: 'other key' });
  expect((await chain.verify({ keys: [KEY, before] })).problems).toEqual([]);
  const all = { store: chain.store, filter: {}, now: chain.clock.now(), most: 9, mostLooked: 9 };
  const wrong = async (keys: KeyObject[]) => {
    const { shown, isHeadWrong = false } = await selectEntries({ ...all, keys });
    return [...shown.flatMap((each) => ('is' in each ? each.is : [])), isHeadWrong];
  };
  expect(await wrong([KEY])).toEqual([...Array(4).fill('other key'), false]);
  expect(await wrong([KEY, before])).toEqual([false]);
  expect(await wrong([before])).toEqual(['other key', true]);
});
