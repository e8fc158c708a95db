import { buildSpending } from '@valine/testing';
import { expect, it } from 'vitest';
import { testTerminal } from '../test-terminal.ts';

async function withSpending() {
  const terminal = testTerminal();
  const first = buildSpending('2026-03-01', { nanoUsd: 1_250_000, calls: 2, inputTokens: 8000, outputTokens: 500 });
  const today = buildSpending('2026-03-02', {
    nanoUsd: 90_000_000,
    calls: 40,
    inputTokens: 90_000,
    outputTokens: 7000,
  });
  const before = buildSpending('2026-02-28', { nanoUsd: 5_000_000_000, calls: 1, inputTokens: 1, outputTokens: 1 });
  await terminal.store.create(first);
  await terminal.store.create({ ...today, unknown: { calls: 1, nanoUsd: 9_000_000 } });
  await terminal.store.create(before);
  return terminal;
}

it('shows what today and this month have cost, and each day', async () => {
  const { run } = await withSpending();
  expect((await run('cost')).stdout).toMatchInlineSnapshot(`
    "                        USD       CALLS
    today (2026-03-02 UTC)  0.099000  41
    this month (2026-03)    0.100250  43

    DAY         USD       OF IT UNKNOWN  CALLS  TOKENS IN  TOKENS OUT
    2026-03-02  0.099000  0.009000       41     90000      7000
    2026-03-01  0.001250  0.000000       2      8000       500

    Unknown: calls that are under way, or whose cost nobody told; each counts at its worst case."
  `);
});

it('prints the same for programs', async () => {
  const { run } = await withSpending();
  const { stdout } = await run('cost --json');
  expect(JSON.parse(stdout)).toMatchObject({
    today: { day: '2026-03-02', usd: 0.099, unknownUsd: 0.009, calls: 41 },
    month: { name: '2026-03', usd: 0.10025, calls: 43 },
    days: [{ day: '2026-03-01', usd: 0.00125 }, { day: '2026-03-02' }],
  });
});

it('leaves out a day that cannot be read, and says which', async () => {
  const { run, records } = await withSpending();
  records.set('spending#spending-2026-03-01', {
    kind: 'spending',
    id: 'spending-2026-03-01',
    expiresAt: 4_000_000_000,
  });
  const { code, stdout } = await run('cost');
  expect(code).toBe(0);
  expect(stdout).toContain('this month (2026-03)    0.099000  41');
  expect(stdout).toContain('2026-03-01 is missing: its record cannot be read.');
  expect(JSON.parse((await run('cost --json')).stdout)).toMatchObject({ missing: ['2026-03-01'] });
});

it('says that today is unknown where it cannot be read', async () => {
  const { run, records } = testTerminal();
  records.set('spending#spending-2026-03-02', {
    kind: 'spending',
    id: 'spending-2026-03-02',
    expiresAt: 4_000_000_000,
  });
  expect((await run('cost')).stdout).toMatchInlineSnapshot(`
    "                        USD       CALLS
    today (2026-03-02 UTC)  unknown
    this month (2026-03)    0.000000  0

    2026-03-02 is missing: its record cannot be read. Another version wrote it: deploy that one or a later one."
  `);
});

it('says so where nothing was asked', async () => {
  expect(await testTerminal().run('cost')).toEqual({
    code: 0,
    stdout: 'The language model has cost nothing this month (stage dev on the local stack).',
    stderr: '',
  });
});
