import { describe, expect, it } from 'vitest';
import { shown, testDispatcher } from '../test-dispatcher.ts';

describe('/status', () => {
  it('lists the open plans and the last ended ones', async () => {
    const dispatcher = testDispatcher();
    const [first, second] = [await dispatcher.planned(), await dispatcher.planned()];
    await dispatcher.press('discard', first);
    dispatcher.clock.advance(2 * 3_600_000);
    const text = await dispatcher.command('status');
    expect(text.replace(first, 'plan-1').replace(second, 'plan-2')).toMatchInlineSnapshot(`
      "📊 Status (last 2)

      Plans:
      ⚪ waiting for approval • \`plan-q3ff5pf31q\` • 0/3 • 2h ago
      ⚫ discarded • \`plan-1\` • 0/3 • 2h ago"
    `);
  });

  it('says what to do when there is no plan', async () => {
    expect(await testDispatcher().command('status', { count: 1 })).toMatchInlineSnapshot(`
      "📊 Status (last 1)

      Plans:
      none yet. \`/plan\` proposes one."
    `);
  });

  it('shows one run with its tasks and approvers, and has it compared with GitHub', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan);
    const text = await dispatcher.command('status', { run_id: plan });
    expect(text.replaceAll(plan, 'plan-1')).toMatchInlineSnapshot(`
      "📊 Status of \`plan-1\`: 🟡 in progress • 0/3 • changed just now
      🚧 Plan plan-1 • in progress • 0/3
      ⏳ [#1](https://github.com/acme/web/issues/1) Issue 1 • unassigned
      ⏳ [#2](https://github.com/acme/web/issues/2) Issue 2 • unassigned
      ⏳ [#3](https://github.com/acme/web/issues/3) Issue 3 • unassigned
      approved by Ada • requested by Ada"
    `);
    expect(dispatcher.queues.sent.at(-1)).toMatchObject({ queue: 'verify', body: { type: 'run.check', runId: plan } });
  });

  it('quotes what was typed, whatever it was', async () => {
    const text = await testDispatcher().command('status', { run_id: 'x` [free](https://evil.example)' });
    expect(text).toContain("`x' [free](https://evil.example)`");
  });

  it('refuses a run that does not exist', async () => {
    expect(await testDispatcher().command('status', { run_id: 'plan-x' })).toContain('reason_code: run_not_found');
  });

  it('sends what a run had promised and nobody has sent', async () => {
    const dispatcher = testDispatcher();
    dispatcher.queues.failNext(1);
    await expect(dispatcher.planned()).rejects.toThrow();
    const [run] = await dispatcher.store.listRuns('open', 1);
    expect(dispatcher.queues.sent).toEqual([]);
    await dispatcher.command('status', { run_id: run?.id ?? '' });
    expect(shown(dispatcher.queues.sent, `reply:${run?.reply.interactionId}`)).toContain('[ Approve ]');
  });
});
