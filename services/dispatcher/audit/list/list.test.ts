import { appendEntry, auditKey } from '@valine/audit';
import { buildLink } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ACCESS, ADMISSION_KEY, ben, type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';

/** Ada is an admin. */
const access = { ...ACCESS, ADMIN_USER_IDS: ['1'] };

/** Some that were done and some that were refused. */
async function busy(): Promise<TestDispatcher> {
  const dispatcher = testDispatcher({ access, preventSelfApproval: true, gitHubLogins: { '2': 'ben-codes' } });
  const plan = await dispatcher.planned({ label: 'ready' });
  dispatcher.clock.advance(60_000);
  await dispatcher.press('approve', plan);
  dispatcher.clock.advance(60_000);
  await dispatcher.press('approve', plan, ben);
  dispatcher.clock.advance(60_000);
  await dispatcher.command('status', {}, ben);
  return dispatcher;
}

async function shown(dispatcher: TestDispatcher, options: Record<string, string | number> = {}) {
  return (await dispatcher.command('audit', options)).replaceAll(/plan-[a-z0-9]{10}/g, 'plan-1');
}

describe('/audit', () => {
  it('is for admins alone', async () => {
    expect(await testDispatcher({ access }).command('audit', {}, ben)).toContain('reason_code: not_admin');
  });

  it('shows the newest first', async () => {
    expect(await shown(await busy())).toMatchInlineSnapshot(`
      "📜 Audit
      ✅ <t:1772442180:R> <@2> (ben-codes): \`/status\`
      ✅ <t:1772442120:R> <@2> (ben-codes): \`approve\` \`on:plan-1\` · \`plan-1\`
      ⛔ <t:1772442060:R> <@1>: \`approve\` \`on:plan-1\` · \`self_approval\` · \`plan-1\`
      ✅ <t:1772442000:R> <@1>: \`/plan\` \`label:ready\` · \`plan-1\`
      -# That is all of 4 that were looked at, back to <t:1772442000:f>."
    `);
  });

  it('says of each entry who asked, and how', async () => {
    const dispatcher = testDispatcher({ access });
    const { store, clock, queues, logger } = dispatcher;
    const ports = { store, clock, queues, logger, days: 1, key: auditKey(ADMISSION_KEY) };
    const about = { place: {}, options: {}, outcome: 'done', askedAt: clock.now() } as const;
    const asked = [
      { askedBy: 'command', what: '/plan', person: { id: '1' } },
      { askedBy: 'press', what: 'approve', person: { id: '1' } },
      { askedBy: 'window', what: 'ops-drop', person: { id: '1' } },
      { askedBy: 'comment', what: '/valine skip', person: { login: 'ada-codes' } },
      { askedBy: 'terminal', what: 'valine switch', person: { name: 'ada@laptop' } },
      { askedBy: 'schedule', what: '/plan', person: { name: 'schedule daily' } },
    ] as const;
    for (const [index, each] of asked.entries()) await appendEntry(ports, `asked-${index}`, { ...each, ...about });
    expect(await shown(dispatcher)).toMatchInlineSnapshot(`
      "📜 Audit
      ✅ <t:1772442000:R> schedule daily: \`/plan\`
      ✅ <t:1772442000:R> ada@laptop in a terminal: \`valine switch\`
      ✅ <t:1772442000:R> ada-codes on GitHub: \`/valine skip\`
      ✅ <t:1772442000:R> <@1>: \`ops-drop\`
      ✅ <t:1772442000:R> <@1>: \`approve\`
      ✅ <t:1772442000:R> <@1>: \`/plan\`
      -# That is all of 6 that were looked at, back to <t:1772442000:f>."
    `);
  });

  it.each([
    ['one person, by a mention', { person: '<@2>' }, 2],
    ['one person, by a login', { person: 'Ben-Codes' }, 2],
    ['one command, a button as well', { command: 'approve' }, 2],
    ['one command, with its slash', { command: '/plan' }, 1],
    ['what is not long ago', { since: '1m' }, 2],
    ['all of these', { person: '2', command: 'status', since: '1h' }, 1],
  ])('of %s', async (_, options, count) => {
    const lines = (await shown(await busy(), options)).split('\n');
    expect(lines.filter((line) => line.includes('<t:') && !line.startsWith('-#'))).toHaveLength(count);
  });

  it('says so where nothing is found', async () => {
    expect(await shown(await busy(), { person: 'nobody' })).toMatchInlineSnapshot(`
      "📜 Audit of one person
      Nothing was found.
      -# That is all of 4 that were looked at, back to <t:1772442000:f>."
    `);
  });

  it('names the account of who is linked', async () => {
    const dispatcher = await busy();
    for (const record of buildLink('1', { id: 8, login: 'ada-codes' })) await dispatcher.store.create(record);
    expect(await shown(dispatcher, { command: 'plan' })).toContain('<@1> (ada-codes): `/plan`');
  });

  it('goes on page by page, to the first of all, and leaves nothing out', async () => {
    const dispatcher = testDispatcher({ access });
    for (let time = 0; time < 40; time += 1) await dispatcher.command('help');
    const pages: number[] = [];
    for (let before: number | undefined; ; ) {
      const text = await shown(dispatcher, before === undefined ? { command: 'help' } : { command: 'help', before });
      pages.push(text.match(/^(?:✅|⛔)/gm)?.length ?? 0);
      before = Number(/`before:(\d+)`/.exec(text)?.[1]);
      if (Number.isNaN(before)) break;
    }
    expect(pages).toEqual([15, 15, 10]);
  });

  it('shows fifteen, and says that there may be more', async () => {
    const dispatcher = testDispatcher({ access });
    for (let time = 0; time < 20; time += 1) await dispatcher.command('help');
    expect((await shown(dispatcher)).split('\n').slice(-2)).toMatchInlineSnapshot(`
      [
        "✅ <t:1772442000:R> <@1>: \`/help\`",
        "-# There may be older ones: 15 were looked at, back to <t:1772442000:f>. They come with \`before:6\`.",
      ]
    `);
  });

  it('refuses a time that it does not know', async () => {
    expect(await shown(await busy(), { since: 'yesterday' })).toMatchInlineSnapshot(`
      "🔴 \`yesterday\` is no time that I know. Give \`30m\`, \`2h\`, \`7d\`, \`4w\`, or a day such as \`2026-11-30\` (UTC).
      -# reason_code: moment_not_understood"
    `);
  });

  it('says what was altered, and what is missing', async () => {
    const dispatcher = await busy();
    const { find } = dispatcher.store;
    dispatcher.store.find = async (kind, id) => {
      const found = await find(kind, id);
      if (kind !== 'audit' || found === undefined) return found;
      if (id === '2') return undefined;
      return id === '3' ? { ...found, of: 'forged' } : found;
    };
    expect((await shown(dispatcher)).split('\n').filter((line) => line.startsWith('⚠️'))).toMatchInlineSnapshot(`
      [
        "⚠️ Something was altered or removed: run \`valine audit --verify\`.",
        "⚠️ Entry 3 was altered.",
        "⚠️ Entry 2 is missing.",
      ]
    `);
  });
});
