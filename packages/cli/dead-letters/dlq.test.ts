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
    const found = await Promise.all([1, 2, 3].map((seq) => terminal.store.find('audit', String(seq))));
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
  expect(await facts()).toMatchObject([
    {
      ...{ askedBy: 'terminal', what: 'valine dlq', person: { name: 'grace' }, outcome: 'done', askedAt: NOW },
      options: { discard: 'm-1', queue: 'dispatch', message: 'plan.due due-1', reason: 'over' },
    },
  ]);
  expect((await run('dlq')).stdout).not.toContain('m-1');
});

it('one that is not there is said not to be found', async () => {
  const { run, deadLetters } = team();
  const { code, stderr } = await run('dlq --discard m-9 --reason over --yes');
  expect([code, await deadLetters.count('dispatch')]).toEqual([1, 2]);
  expect(stderr).toContain('m-9 was not found');
});

it('stays where it is while the audit takes no entry of it', async () => {
  const { run, store, deadLetters } = team();
  const { create } = store;
  store.create = async (record) => {
    if (record.kind === 'audit') throw new Error('no room');
    return create(record);
  };
  expect((await run('dlq --discard m-1 --reason over --yes')).code).toBe(1);
  expect(await deadLetters.take('dispatch', 30)).toHaveLength(2);
});

it('a redrive stands in the audit, with who was at the terminal, and what came of it', async () => {
  const { run, facts } = team();
  await run('redrive --queue dispatch --message m-2 m-9');
  await run('redrive --all');
  expect(await facts()).toMatchObject([
    { what: 'valine redrive', options: { queue: 'dispatch', message: 'm-2 m-9' }, outcome: 'failed' },
    { what: 'valine redrive', options: { queue: 'all', message: 'all' }, outcome: 'done', person: { name: 'grace' } },
  ]);
});

it('a redrive of which the audit takes no entry is done, and says so', async () => {
  const { run, store, deadLetters } = team();
  store.create = async () => {
    throw new Error('no room');
  };
  const { code, stderr } = await run('redrive --all');
  expect([code, deadLetters.sources.dispatch.length]).toEqual([1, 2]);
  expect(stderr).toMatch(/2 moved back.*the audit has no entry of it/s);
});
