import { entryAfter, headAt, NO_ENTRY } from '@valine/audit';
import type { AuditFacts, AuditHead } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { AUDIT_KEY, NOW, testTerminal } from '../test-terminal.ts';

const MINUTE = 60_000;

const ADA = { id: '1', name: 'Ada', login: 'ada-codes' };
const FACTS: Partial<AuditFacts>[] = [
  { what: '/plan', options: { label: 'ready' }, about: 'plan-4k2' },
  { what: 'approve', askedBy: 'press', options: { on: 'plan-4k2' }, outcome: 'refused', reasonCode: 'self_approval' },
  { what: '/ship', person: { id: '3', name: 'Cy' }, outcome: 'refused', reasonCode: 'not_operator', alike: 2 },
  { what: '/valine skip', askedBy: 'comment', person: { login: 'grace' }, place: { issue: 'acme/web#8' } },
];

/** One an hour, the last an hour ago. */
async function withEntries() {
  const terminal = testTerminal();
  let head: AuditHead | undefined;
  for (const [index, facts] of FACTS.entries()) {
    const askedAt = NOW - (FACTS.length - index) * 60 * MINUTE;
    const all = { askedBy: 'command', person: ADA, place: { channelId: '500' }, options: {}, outcome: 'done' } as const;
    const made = { of: `i${index}`, facts: { what: '', ...all, ...facts, askedAt }, recordedAt: askedAt, days: 400 };
    const entry = entryAfter(head?.entry ?? NO_ENTRY, made, AUDIT_KEY);
    head = headAt(entry, head, AUDIT_KEY);
    terminal.records.set(`audit#${entry.id}`, entry);
  }
  if (head !== undefined) terminal.records.set('audit-head#audit', head);
  return terminal;
}

describe('valine audit', () => {
  it('shows the newest first', async () => {
    const { run } = await withEntries();
    expect((await run('audit')).stdout).toMatchInlineSnapshot(`
      "ENTRY  WHEN (UTC)           WHO                 WHAT                 OUTCOME                              WHERE       ABOUT
      4      2026-03-02 10:00:00  @grace              /valine skip         done                                 acme/web#8  –
      3      2026-03-02 09:00:00  Cy (3)              /ship                refused: not_operator (and 2 alike)  #500        –
      2      2026-03-02 08:00:00  Ada (1) @ada-codes  approve on:plan-4k2  refused: self_approval               #500        –
      1      2026-03-02 07:00:00  Ada (1) @ada-codes  /plan label:ready    done                                 #500        plan-4k2"
    `);
  });

  it.each([
    ['--person ada-codes', [2, 1]],
    ['--person 3', [3]],
    ['--command plan', [1]],
    ['--since 150m', [4, 3]],
    ['--since 150m --until 90m', [3]],
    ['--limit 1', [4]],
    ['--before 4 --limit 2', [3, 2]],
  ])('%s', async (options, seqs) => {
    const { stdout } = await (await withEntries()).run(`audit ${options} --json`);
    expect(JSON.parse(stdout).map(({ seq }: { seq: number }) => seq)).toEqual(seqs);
  });

  it('says so where nothing is found', async () => {
    const { run } = await withEntries();
    expect((await run('audit --person nobody')).stdout).toMatchInlineSnapshot(
      `"Nothing was found among 4 entries of the audit (stage dev on the local stack)."`,
    );
  });

  it('refuses a time that it does not know', async () => {
    expect(await (await withEntries()).run('audit --since yesterday')).toMatchObject({ code: 2 });
  });

  it('exports a period as JSON Lines, the oldest first', async () => {
    const { stdout } = await (await withEntries()).run('audit --export --since 150m');
    const lines = stdout.split('\n').map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { seq: 3, of: 'i2', facts: { what: '/ship' }, hash: expect.any(String), seal: expect.any(String) },
      { seq: 4, of: 'i3', facts: { what: '/valine skip' } },
    ]);
  });

  it('exports what is left of one that was altered, and fails', async () => {
    const { run, records } = await withEntries();
    records.delete('audit#2');
    const { code, stdout, stderr } = await run('audit --export');
    expect([code, stdout.split('\n').length]).toEqual([1, 3]);
    expect(stderr).toMatchInlineSnapshot(
      `"Entry 2 of the audit is missing, and it is not shown. See valine audit --verify."`,
    );
  });
});

describe('valine audit --verify', () => {
  it('says that it is whole, and what to keep', async () => {
    const { run } = await withEntries();
    expect(await run('audit --verify')).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^The audit is whole: 4 entries, .*\n.*--anchor 4:[0-9a-f]{16}$/),
    });
  });

  it('names the first entry that was altered, and the others', async () => {
    const { run, records } = await withEntries();
    records.set('audit#3', { ...Object(records.get('audit#3')), of: 'i9' });
    records.delete('audit#2');
    const { code, stderr } = await run('audit --verify');
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(`
      "The audit is not as it was written (3 entries, stage dev on the local stack). The first is named first:
      - entry 2 is missing
      - entry 3 was altered"
    `);
  });

  it('says so where there is none', async () => {
    const { code, stderr } = await testTerminal().run('audit --verify');
    expect(code).toBe(1);
    expect(stderr).toMatchInlineSnapshot(
      `"There is no audit (stage dev on the local stack): nobody has ever asked for anything, or all of it was removed."`,
    );
  });

  it('is not content with another entry than the one that was seen before', async () => {
    const { run } = await withEntries();
    expect(await run('audit --verify --anchor 4:0123456789abcdef')).toMatchObject({ code: 1 });
    expect(await run('audit --verify --anchor 9:0123456789abcdef')).toMatchObject({ code: 1 });
    expect(await run('audit --verify --anchor x')).toMatchObject({ code: 2 });
  });
});
