/** `valine dlq --discard`, and what stands in the audit of that and of `valine redrive`. */
import { expect, it } from 'vitest';
import { NOW, testTerminal } from '../test-terminal.ts';
import { memoryDeadLetters } from './test-dead-letters.ts';

const BODY = JSON.stringify({ type: 'plan.due', id: 'due-1' });

function team() {
  const deadLetters = memoryDeadLetters();
  deadLetters.bury('dispatch', { messageId: 'm-1', body: BODY, sentAt: NOW - 3_600_000 }, { messageId: 'm-2' });
  const terminal = testTerminal({ deadLetters });
  const facts = async () => {
    const found = await Promise.all([1, 2, 3, 4].map((seq) => terminal.store.find('audit', String(seq))));
    return found.flatMap((entry) => (entry === undefined ? [] : [entry.facts]));
  };
  return { ...terminal, deadLetters, facts };
}

it('a dead letter is discarded once it is said why, and that it is meant', async () => {
  const { run, deadLetters, facts } = team();
  expect(await run('dlq --discard m-1')).toMatchObject({ code: 2, stderr: expect.stringContaining('Say why') });
  const asked = await run('dlq --discard m-1 --reason over');
  expect([asked.code, await deadLetters.count('dispatch'), await facts()]).toEqual([2, 2, []]);
  expect(asked.stderr).toMatchInlineSnapshot(`
    "dispatch: m-1 (plan.due due-1), sent 1h ago, would be discarded for good: what it asks for is never done, and nothing brings it back.
    What it says: valine dlq --queue dispatch --json. To discard it, give the same command with --yes."
  `);
  expect((await run('dlq --discard m-1 --reason over --yes')).stdout).toMatchInlineSnapshot(
    `"dispatch: m-1 (plan.due due-1) is discarded."`,
  );
  expect(await deadLetters.count('dispatch')).toBe(1);
  const entered = {
    ...{ askedBy: 'terminal', what: 'valine dlq', person: { name: 'grace' }, askedAt: NOW },
    options: { discard: 'm-1', queue: 'dispatch', message: 'plan.due due-1', reason: 'over' },
  };
  expect(await facts()).toMatchObject([
    { ...entered, outcome: 'begun' },
    { ...entered, outcome: 'done' },
  ]);
  expect((await run('dlq')).stdout).not.toContain('m-1');
});

it('one that is not there is said not to be found', async () => {
  const { run, deadLetters } = team();
  const { code, stderr } = await run('dlq --discard m-9 --reason over --yes');
  expect([code, await deadLetters.count('dispatch')]).toEqual([1, 2]);
  expect(stderr).toContain('m-9 was not found');
});

/** From the entry of this number on, the audit takes none. */
function fillAudit({ store }: ReturnType<typeof team>, from: number): void {
  const { create } = store;
  store.create = async (record) => {
    if (record.kind === 'audit' && record.seq >= from) throw new Error('no room');
    return create(record);
  };
}

it('nothing is done while the audit takes no entry of it', async () => {
  const of = team();
  fillAudit(of, 1);
  const said = [await of.run('dlq --discard m-1 --reason over --yes'), await of.run('redrive --all')];
  expect(said.map(({ code, stderr }) => [code, stderr.slice(0, 54)])).toEqual(
    Array(2).fill([1, 'Nothing was done: the audit takes no entry of it, and ']),
  );
  expect(await of.deadLetters.take('dispatch', 30)).toHaveLength(2);
});

it('what dies half-way has left an entry that says it was begun', async () => {
  const { run, deadLetters, facts } = team();
  let seen: unknown[] = [];
  const { moveAll } = deadLetters;
  deadLetters.moveAll = async (queue) => {
    seen = await facts();
    return moveAll(queue);
  };
  await run('redrive --all');
  expect(seen).toMatchObject([{ what: 'valine redrive', outcome: 'begun' }]);
});

it('a redrive stands in the audit, with who was at the terminal, and what came of it', async () => {
  const { run, facts } = team();
  await run('redrive --queue dispatch --message m-2 m-9');
  await run('redrive --all');
  const chosen = { what: 'valine redrive', options: { queue: 'dispatch', message: 'm-2 m-9' } };
  const all = { what: 'valine redrive', options: { queue: 'all', message: 'all' }, person: { name: 'grace' } };
  expect(await facts()).toMatchObject([
    { ...chosen, outcome: 'begun' },
    { ...chosen, outcome: 'failed' },
    { ...all, outcome: 'begun' },
    { ...all, outcome: 'done' },
  ]);
});

it('what is done, and the audit does not say what came of it, is said', async () => {
  const of = team();
  fillAudit(of, 2);
  const { code, stderr } = await of.run('redrive --all');
  expect([code, of.deadLetters.sources.dispatch.length]).toEqual([1, 2]);
  expect(stderr).toMatch(/2 moved back.*the audit does not say what came of it/s);
});
