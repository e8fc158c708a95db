import type { Notification } from '@valine/contracts';
import { type OperatorStore, type PostedMessage, planId, UnreadableRecord } from '@valine/records';
import { buildEffect, buildPlan, buildTask, buildTaskRecord } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { NOW, testTerminal } from '../test-terminal.ts';

const PARKED = { reason: 'GitHub did not create branch b (forbidden).', at: NOW - 60_000 };
const RUN = planId('1');
const claim = { operation: 'e1', epoch: 4, leaseUntil: 1, since: 1, unconfirmed: 4, repeatable: false };

const WORD: Notification = {
  type: 'message.shown',
  id: 'n1',
  conversation: 'reply:7',
  key: 'reply:7',
  revision: 3,
  place: { in: 'channel', channelId: 'c1' },
  message: { content: 'word' },
};

const MESSAGE: PostedMessage = {
  kind: 'message',
  id: 'reply:7',
  version: 4,
  epoch: 2,
  shownRevision: 0,
  private: false,
  replyClosed: false,
  deletions: 0,
  parked: { revision: 3, reason: 'createMessage: 403', notification: WORD },
  outbox: [],
  expiresAt: NOW / 1000 + 1000,
};

async function withParked(effect = buildEffect({ parked: PARKED })) {
  const terminal = testTerminal();
  await terminal.store.create(buildPlan({ id: RUN, state: 'completed', effects: [effect] }));
  await terminal.store.create(MESSAGE);
  const find = async () => (await terminal.store.find('plan', RUN))?.effects[0];
  return { ...terminal, find };
}

/** With a plan that another version has written. */
async function withOdd(store: OperatorStore): Promise<void> {
  await store.create(buildPlan({ id: 'plan-odd', state: 'completed' }));
  const { find } = store;
  store.find = async (kind, id) => {
    if (id === 'plan-odd') throw new UnreadableRecord({ kind, id }, 'tasks: expected array');
    return find(kind, id);
  };
}

describe('what is parked', () => {
  it('is listed by valine resolve, and by valine runs', async () => {
    const { run } = await withParked();
    const { stdout } = await run('resolve');
    expect(stdout).toMatchInlineSnapshot(`
      "PARKED   WHAT           OF               SINCE   WHY
      e1       create-branch  plan-b6jkzmw1xb  1m ago  GitHub did not create branch b (forbidden).
      reply:7  show-message   revision 3       –       createMessage: 403

      Once the cause is put right: valine resolve <parked> --retry. If it has happened: --done <id of what it left>."
    `);
    expect((await run('runs')).stdout).toContain(stdout);
    expect(JSON.parse((await run('resolve --json')).stdout)).toMatchObject([{ id: 'e1' }, { id: 'reply:7' }]);
  });

  it('is shown with the run it belongs to', async () => {
    const { run, store } = await withParked();
    const [one] = await store.listPlans('ended', 1);
    expect(one?.id).toBe(RUN);
    const { stdout } = await run(`show ${RUN}`);
    expect(stdout).toContain('e1      create-branch  PARKED 1m ago: GitHub did not create branch b (forbidden).');
  });

  it('is listed and decided where another record cannot be read, which is said', async () => {
    const { run, store, find } = await withParked();
    await withOdd(store);
    const { code, stdout, stderr } = await run('resolve');
    expect([code, stdout]).toEqual([1, expect.stringContaining('e1       create-branch')]);
    expect(stderr).toContain(
      'Whether something is parked there is unknown. The record of plan plan-odd cannot be read',
    );
    expect((await run('resolve e1 --retry')).code).toBe(0);
    expect(await find()).not.toHaveProperty('parked');
    expect(await run('resolve e9 --retry')).toMatchObject({ code: 1, stderr: expect.stringContaining('plan-odd') });
  });

  it('is not said to be nothing where a record cannot be read', async () => {
    const { run, store } = testTerminal();
    await withOdd(store);
    expect(await run('resolve')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('unknown') });
  });

  it('is said not to be there when nothing is', async () => {
    expect((await testTerminal().run('resolve')).stdout).toBe('Nothing is parked (stage dev on the local stack).');
  });
});

describe('an effect of a run', () => {
  it('that is done keeps what it left, and the dispatcher is told', async () => {
    const { run, find, queues } = await withParked();
    expect((await run('resolve e1 --done 42')).stdout).toBe(`e1 (${RUN}) is recorded as done.`);
    expect(await find()).toEqual(buildEffect({ outcome: { id: '42' }, resolvedAt: NOW }));
    expect(queues.sent).toMatchObject([
      { queue: 'dispatch', body: { type: 'effect.due', ownerId: RUN, ownerKind: 'plan', effectId: 'e1' } },
    ]);
  });

  it('that has left a pull request is told by its number alone', async () => {
    const { run, find, queues } = await withParked(buildEffect({ kind: 'create-pull-request', parked: PARKED }));
    const { code, stderr } = await run('resolve e1 --done https://github.com/acme/web/pull/42');
    expect([code, stderr]).toEqual([1, expect.stringContaining('give the one of the pull request')]);
    expect(await find()).toMatchObject({ parked: PARKED });
    expect(queues.sent).toEqual([]);
    expect((await run('resolve e1 --done 42')).code).toBe(0);
  });

  it('that is to be tried again is searched for first if it may have happened', async () => {
    const { run, find, queues, store } = await withParked(buildEffect({ epoch: 4, claim, parked: PARKED }));
    expect((await run('resolve e1 --retry')).code).toBe(0);
    expect(await find()).toEqual(buildEffect({ epoch: 4, claim: { ...claim, unconfirmed: 1 }, resolvedAt: NOW }));
    expect(queues.sent).toHaveLength(1);
    expect((await store.find('plan', RUN))?.outbox).toEqual([]);
  });

  it.each([
    ['is done', buildEffect({ outcome: { id: '42' } })],
    ['is still being tried', buildEffect()],
  ])('that %s is left alone', async (_, effect) => {
    const { run, find, queues } = await withParked(effect);
    const { code, stderr } = await run('resolve e1 --retry');
    expect([code, stderr]).toEqual([1, expect.stringContaining(`e1 (${RUN}) is not parked`)]);
    expect(await find()).toEqual(effect);
    expect(queues.sent).toEqual([]);
  });

  it('is sent on its way by a second try, if the first got no further than the record', async () => {
    const { run, queues } = await withParked();
    queues.failNext(1);
    expect((await run('resolve e1 --retry')).code).toBe(1);
    expect((await run('resolve e1 --retry')).stdout).toContain('was decided before');
    expect(queues.sent).toHaveLength(1);
  });

  it('of an old run is found where it is said to be', async () => {
    const { run } = await withParked();
    expect(await run(`resolve e1 --retry --run ${RUN}`)).toMatchObject({ code: 0 });
    expect(await run('resolve e9 --retry')).toMatchObject({ code: 1, stderr: expect.stringContaining('--run') });
  });
});

it('an effect of a task is listed, shown and resolved like any other', async () => {
  const { run, store, queues } = testTerminal();
  const tasks = [{ ...buildTask(8), trouble: 'could not create branch' }];
  await store.create(buildPlan({ id: RUN, state: 'in_progress', tasks }));
  await store.create(buildTaskRecord({ planId: RUN, number: 8, effects: [buildEffect({ parked: PARKED })] }));
  expect((await run('resolve')).stdout).toContain(`e1      create-branch  ${RUN}-8`);
  expect((await run(`show ${RUN}-8`)).stdout).toContain('no pull request yet of valine/issue-8 into main');
  expect((await run('resolve e1 --retry')).stdout).toContain(`e1 (${RUN}-8) is tried again`);
  expect(queues.sent).toMatchObject([{ queue: 'dispatch', body: { ownerKind: 'task', ownerId: `${RUN}-8` } }]);
});

describe('a message', () => {
  it('that is to be shown again goes to the notifier once more, under an id of its own', async () => {
    const { run, store, queues } = await withParked();
    expect((await run('resolve reply:7 --retry')).stdout).toContain('is tried again');
    const { parked: _, ...message } = MESSAGE;
    const changed = { version: 5, expiresAt: expect.anything() };
    expect(await store.find('message', 'reply:7')).toMatchObject({ ...message, ...changed });
    expect(queues.sent).toMatchObject([
      { queue: 'notify', group: 'reply:7', body: { ...WORD, id: expect.anything() } },
    ]);
    expect(queues.sent[0]?.deduplicationId).not.toBe('n1');
  });

  it('that stands there is edited from then on', async () => {
    const { run, store, queues } = await withParked();
    await run('resolve reply:7 --done m42');
    const found = await store.find('message', 'reply:7');
    expect(found).toMatchObject({ messageId: 'm42', channelId: 'c1', shownRevision: 3 });
    expect(found).not.toHaveProperty('parked');
    expect(queues.sent).toEqual([]);
  });

  it('that is not parked is left alone', async () => {
    const { run } = await withParked();
    await run('resolve reply:7 --done m42');
    expect(await run('resolve reply:7 --retry')).toMatchObject({ code: 1 });
  });
});

it('what an operator decides stands in the audit, with who was at the terminal', async () => {
  const { run, store } = await withParked();
  await run('resolve e9 --retry');
  await run('resolve e1 --done 42');
  await run('resolve reply:7 --retry');
  const entries = await Promise.all([1, 2, 3, 4, 5, 6].map((seq) => store.find('audit', String(seq))));
  const who = { what: 'valine resolve', askedBy: 'terminal', person: { name: 'grace' }, askedAt: NOW };
  expect(entries.map((entry) => entry?.facts)).toMatchObject([
    { ...who, outcome: 'begun', options: { effect: 'e9', retry: 'true' } },
    { ...who, outcome: 'refused', options: { effect: 'e9', retry: 'true' } },
    { ...who, outcome: 'begun', options: { effect: 'e1', done: '42' } },
    { ...who, outcome: 'done', about: RUN, options: { effect: 'e1', done: '42' } },
    { ...who, outcome: 'begun', options: { effect: 'reply:7', retry: 'true' } },
    { ...who, outcome: 'done', options: { effect: 'reply:7', retry: 'true' } },
  ]);
  expect(entries[5]?.facts).not.toHaveProperty('about');
});

it.each(['resolve e1', 'resolve e1 --done 42 --retry'])('%s is asked which it is', async (command) => {
  const { run } = await withParked();
  expect(await run(command)).toMatchObject({ code: 2, stderr: expect.stringContaining('Say what became of it') });
});
