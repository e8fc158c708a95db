import { briefly, buildIssue, buildLink } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown, type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';
import { decideProposal } from './decide.ts';

const typesOf = ({ queues }: TestDispatcher) => queues.sent.map(({ body }) => (body as { type: string }).type);

describe('/plan', () => {
  it('proposes the labelled issues with buttons to approve or discard them', async () => {
    const dispatcher = testDispatcher({}, [
      buildIssue(7, { title: 'Login fails', labels: ['ready', 'P0', 'estimate:2d'], assignees: ['ada'] }),
      buildIssue(3, { title: 'Tidy [up] `css`' }),
    ]);
    expect(await dispatcher.command('plan')).toMatchInlineSnapshot(`
      "📋 Plan plan-pwpa9m8j8m • 2 issues labelled “ready”
      ⚪ **P0** [#7](https://github.com/acme/web/issues/7) Login fails • @ada • 2d
      ⚪ [#3](https://github.com/acme/web/issues/3) Tidy \\[up\\] \\\`css\\\` • unassigned

      Who may approve: operators
      Undecided, it expires <t:1772528400:f>
      0 of 1 approvals • requested by Ada
      [ Approve ] [ Discard ]"
    `);
  });

  it('shows what people typed as text: no links, no mentions, nothing that fills the card', async () => {
    const labels = ['ready', 'estimate:[free](https://evil.example)'];
    const title = `@everyone [x](https://evil.example) ${'long '.repeat(40)}`;
    const text = await testDispatcher({}, [buildIssue(1, { title, labels })]).command('plan');
    expect(text).not.toMatch(/\]\(https:\/\/evil|@everyone/);
    expect(text.length).toBeLessThan(400);
  });

  it('takes a hundred, and shows a line for 25 of them: those that are done come last, and the rest is counted', async () => {
    const issues = Array.from({ length: 130 }, (_, index) => buildIssue(index + 1));
    const dispatcher = testDispatcher({}, issues);
    const proposed = briefly(await dispatcher.command('plan', { limit: 100 })).split('\n');
    expect([proposed.length, ...proposed.slice(25, 29)]).toMatchInlineSnapshot(`
      [
        33,
        "pending #25",
        "… and 75 more",
        "",
        "… and 30 more with this label, beyond the limit",
      ]
    `);
    const [plan] = await dispatcher.store.listPlans('open', 1);
    await dispatcher.press('approve', plan?.id ?? '');
    for (let number = 1; number <= 80; number += 1) await dispatcher.take(dispatcher.closed(number));
    const status = (await dispatcher.command('status', { run_id: plan?.id ?? '' })).split('\n');
    expect([status.length, ...[...status.slice(21, 23), ...status.slice(26, 28)].map(briefly)]).toMatchInlineSnapshot(`
      [
        29,
        "started #100",
        "merged #1 • closed",
        "merged #5 • closed",
        "… and 75 more, 75 of them done",
      ]
    `);
  });

  it('stores the proposal as a pending run of its own id', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.command('plan');
    const plan = await dispatcher.plan((await dispatcher.store.listPlans('open', 10))[0]?.id ?? '');
    expect(plan).toMatchObject({
      state: 'pending',
      label: 'ready',
      tasks: [{ number: 1 }, { number: 2 }, { number: 3 }],
    });
    expect(plan.id).toMatch(/^plan-[0-9a-z]{10}$/);
    expect(plan.outbox).toEqual([]);
  });

  it('says when there are more issues than are read', async () => {
    const issues = Array.from({ length: 1001 }, (_, index) => buildIssue(index + 1));
    const dispatcher = testDispatcher({}, issues);
    expect((await dispatcher.command('plan', { limit: 1 })).split('\n').slice(2, 4)).toMatchInlineSnapshot(`
      [
        "",
        "… and at least 999 more with this label: only the 1000 oldest were looked at, so something urgent may be missing. Plan by a label that fewer issues carry.",
      ]
    `);
  });

  it('says that nothing is ready, and stores no run', async () => {
    const dispatcher = testDispatcher();
    expect(await dispatcher.command('plan', { label: 'nobody-uses-this' })).toMatchInlineSnapshot(
      `"📭 No open issue in acme/web carries the label \`nobody-uses-this\`, so there is nothing to plan. Label some issues and run \`/plan\` again."`,
    );
    expect(await dispatcher.store.listPlans('open', 10)).toEqual([]);
  });

  it('goes by one label alone: GitHub takes a comma as "and", and nothing could be approved', async () => {
    const dispatcher = testDispatcher();
    expect(await dispatcher.command('plan', { label: 'ready,bug' })).toMatchInlineSnapshot(`
      "🔴 A plan goes by one label, and \`ready,bug\` has a comma. Give one, e.g. \`/plan label:ready\`.
      -# reason_code: several_labels"
    `);
    expect(dispatcher.repository.calls).toEqual([]);
    expect(await dispatcher.store.listPlans('open', 10)).toEqual([]);
  });

  it('takes the same request five times as one', async () => {
    const dispatcher = testDispatcher();
    const request = dispatcher.requested('plan');
    for (let time = 0; time < 5; time += 1) await dispatcher.take(request);
    expect(await dispatcher.store.listPlans('open', 10)).toHaveLength(1);
    expect(typesOf(dispatcher)).toEqual(['message.shown', 'plan.expire']);
  });

  it('sends the proposal on the second try if the queue failed on the first', async () => {
    const dispatcher = testDispatcher();
    const request = dispatcher.requested('plan');
    dispatcher.queues.failNext(1);
    await expect(dispatcher.take(request)).rejects.toThrow('told to fail');
    expect(dispatcher.queues.sent).toEqual([]);
    await dispatcher.take(request);
    expect(typesOf(dispatcher)).toEqual(['message.shown', 'plan.expire']);
    const [open] = await dispatcher.store.listPlans('open', 1);
    expect((await dispatcher.plan(open?.id ?? '')).outbox).toEqual([]);
  });

  it('shows who has an issue by who they are on Discord, where they are linked', async () => {
    const assigned = (number: number, login: string) =>
      buildIssue(number, { assignees: [login], accountIds: { [login]: login.length } });
    const dispatcher = testDispatcher({}, [assigned(1, 'grace'), assigned(2, 'mara-k'), assigned(3, 'grace')]);
    for (const record of buildLink('42', { id: 5, login: 'grace' })) await dispatcher.store.create(record);
    const card = (await dispatcher.plan(await dispatcher.planned())).reply.interactionId;
    const lines = shown(dispatcher.queues.sent, `reply:${card}`).split('\n').slice(1, 4);
    expect(lines.map((line) => line.split(' • ')[1])).toEqual(['<@42>', '@mara-k', '<@42>']);
  });

  it('costs one call to GitHub, two reads and a query, three writes and two messages, a query and a write for each of its three issues, the switches, and its entry in the audit', async () => {
    const dispatcher = testDispatcher();
    const { store, queues, github } = dispatcher;
    // The very first entry of an audit looks whether it is.
    await dispatcher.command('help', {});
    const [reads, writes, calls] = [store.reads, store.writes, queues.calls];
    await dispatcher.take(dispatcher.requested('plan'));
    expect(github.calls).toEqual(['listOpenIssues ready']);
    expect([store.reads - reads, store.writes - writes]).toEqual([3 + 3 + 1 + 1, 3 + 3 + 3]);
    expect(queues.calls - calls).toBe(2);
  });
});

describe('an issue that another open plan has', () => {
  it('is left out and named', async () => {
    const dispatcher = testDispatcher();
    const first = await dispatcher.planned({ limit: 2 });
    expect(
      briefly((await dispatcher.command('plan')).replaceAll(first, 'plan-1').replace(/plan-[a-z0-9]{10}/, 'plan-2')),
    ).toMatchInlineSnapshot(`
      "Plan plan-2
      pending #3

      Left out, for another open plan has them: #1 (\`plan-1\`), #2 (\`plan-1\`). \`/plan include_planned:true\` takes them too.
      Who may approve: operators
      Undecided, it expires <t:1772528400:f>
      0 of 1 approvals • requested by Ada
      [ Approve ] [ Discard ]"
    `);
  });

  it('is taken where that is asked for, and marked', async () => {
    const dispatcher = testDispatcher();
    const first = await dispatcher.planned({ limit: 1 });
    const second = await dispatcher.command('plan', { include_planned: true });
    expect(briefly(second).split('\n')[1]).toBe(`pending #1 • also in ${first}`);
    expect(second).not.toContain('Left out');
  });

  it('leaves nothing to plan where every one is', async () => {
    const dispatcher = testDispatcher();
    const first = await dispatcher.planned();
    expect((await dispatcher.command('plan')).replaceAll(first, 'plan-1')).toMatchInlineSnapshot(
      `"📭 Every open issue in acme/web with the label \`ready\` is in an open plan already: \`plan-1\` has #1. \`/plan include_planned:true\` plans them all the same."`,
    );
  });

  it('is known by a plan of before the repository was renamed, and of no other repository', async () => {
    const dispatcher = testDispatcher();
    const first = await dispatcher.plan(await dispatcher.planned());
    await dispatcher.store.replace(first, { ...first, version: first.version + 1, repository: 'acme/shop' });
    expect(await dispatcher.command('plan')).not.toContain('Left out');
    dispatcher.repository.model.formerNames = ['acme/shop'];
    expect(await dispatcher.command('plan')).toContain('in an open plan already');
  });

  it('is free again once its task has ended, or its plan', async () => {
    const dispatcher = testDispatcher();
    const first = await dispatcher.planned();
    await dispatcher.take(dispatcher.closed(1));
    const numbersOf = (text: string) => [...text.matchAll(/\[#(\d+)\]/g)].map(([, number]) => number);
    expect(numbersOf(await dispatcher.command('plan'))).toEqual(['1']);
    await dispatcher.press('discard', first);
    expect(numbersOf(await dispatcher.command('plan'))).toEqual(['2', '3']);
  });
});

describe('the order of a proposal', () => {
  it('is by priority, then age, without pull requests', () => {
    const { tasks } = decideProposal(
      [
        buildIssue(1, { labels: ['ready'] }),
        buildIssue(2, { labels: ['ready', 'P2'] }),
        buildIssue(3, { labels: ['ready', 'priority: P0'] }),
        buildIssue(4, { labels: ['ready', 'p2'], createdAt: 0 }),
        buildIssue(5, { isPullRequest: true }),
      ],
      { most: 25, mostListed: 1000 },
      { by: new Map(), included: false },
    );
    expect(tasks.map((task) => [task.number, task.priority])).toEqual([
      [3, 0],
      [4, 2],
      [2, 2],
      [1, undefined],
    ]);
  });

  it('goes by the issue fields of the organization, where they have a value, before labels', () => {
    const fields = (...values: string[]) => ({
      labels: ['ready', 'P3', 'size:XL'],
      fields: values.map((value, index) => ({ name: ['Priority', 'Effort'][index] ?? '', value })),
    });
    const { tasks } = decideProposal(
      [
        buildIssue(1, fields('Low')),
        buildIssue(2, fields('P0', '3')),
        buildIssue(3, fields('Urgent')),
        buildIssue(4, fields('Whenever')),
      ],
      { most: 25, mostListed: 1000 },
      { by: new Map(), included: false },
    );
    expect(tasks.map((task) => [task.number, task.priority, task.estimate])).toEqual([
      [2, 0, '3'],
      [3, 0, 'XL'],
      [1, 3, 'XL'],
      [4, 3, 'XL'],
    ]);
  });

  it('has up to twenty-five that are beyond the limit at hand, and counts the others', () => {
    const issues = [1, 2, 3].map((number) => buildIssue(number));
    const planned = { by: new Map(), included: false };
    expect(decideProposal(issues, { most: 2, mostListed: 1000 }, planned)).toMatchObject({
      tasks: [{ number: 1 }, { number: 2 }, { number: 3, out: {} }],
      leftOut: 0,
    });
  });
});

describe('what the last plan left unfinished', () => {
  async function shipped() {
    const dispatcher = testDispatcher();
    const last = await dispatcher.planned({ limit: 2 });
    await dispatcher.press('approve', last);
    await dispatcher.take(dispatcher.closed(1));
    dispatcher.github.change(1, { state: 'closed', stateReason: 'completed' });
    await dispatcher.press('ship-anyway', last);
    return dispatcher;
  }
  const lines = (text: string) =>
    text
      .replaceAll(/plan-\w{10}/g, 'plan-x')
      .split('\n')
      .slice(0, 3);

  it('comes first, and says for how long it is carried over, though it has lost its label', async () => {
    const dispatcher = await shipped();
    dispatcher.clock.advance(50 * 3_600_000);
    dispatcher.github.change(2, { labels: ['in-progress'] });
    dispatcher.github.add(buildIssue(4, { labels: ['ready', 'P0'] }));
    expect(lines(await dispatcher.command('plan')).map(briefly)).toMatchInlineSnapshot(`
      [
        "Plan plan-x",
        "pending #2 • carried over (2 days)",
        "pending #4",
      ]
    `);
  });

  it('does not end for the label that it has not, and can be approved', async () => {
    const dispatcher = await shipped();
    dispatcher.github.change(2, { labels: ['in-progress'], updatedAt: dispatcher.clock.now() + 60_000 });
    const next = await dispatcher.planned();
    await dispatcher.take(dispatcher.issueChanged(2, { action: 'labeled', labels: ['in-progress', 'P1'] }));
    expect(await dispatcher.press('approve', next)).toContain('is approved and in progress');
    expect((await dispatcher.plan(next)).tasks[0]).toMatchObject({ number: 2, state: 'started' });
  });

  it('is carried over again, from the same day on, and past plans that were discarded', async () => {
    const dispatcher = await shipped();
    dispatcher.clock.advance(24 * 3_600_000);
    await dispatcher.press('discard', await dispatcher.planned());
    const second = await dispatcher.planned({ limit: 1 });
    await dispatcher.press('approve', second);
    await dispatcher.press('ship-anyway', second);
    dispatcher.clock.advance(24 * 3_600_000);
    expect(briefly(lines(await dispatcher.command('plan'))[1])).toBe('pending #2 • carried over (2 days)');
  });

  it('is not carried over once its issue was closed, or is gone', async () => {
    const dispatcher = await shipped();
    dispatcher.github.remove(2);
    expect(lines(await dispatcher.command('plan'))[1]).toContain('#3');
  });
});
