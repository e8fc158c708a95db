/** Effects in the record of a run: several in one step, beside other changes, parked, and out of time. */
import type { DispatchMessage } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { resolveEffect, StoreUnavailable } from '@valine/records';
import { briefly } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown } from '../test-dispatcher.ts';
import { comment, createBranch, dispatchWorkflow, setVariable } from './kinds/index.ts';
import { locked, openEffectBench, PLAN_ID, QUIET_MS } from './test-effects.ts';

const begun = comment.intend('comment', { number: 1, body: 'Begun.' });
const branch = createBranch.intend('branch', { name: 'b', sha: 'a1' });
const deploy = dispatchWorkflow.intend('deploy', { workflow: 'deploy.yml', ref: 'main', inputs: {} });
const variable = setVariable.intend('variable', locked('A', '1'));

describe('several effects of one step', () => {
  it('cost one write together and one more each, and are called in their order', async () => {
    const { step, store, repository, plan } = await openEffectBench();
    const before = store.writes;
    await step('i1', begun, branch);
    expect(store.writes - before).toBe(3);
    expect(repository.calls).toEqual(['createComment', 'createBranch']);
    expect((await plan()).effects.map(({ outcome }) => outcome?.id)).toEqual(['9001', 'b']);
  });

  it('go on without the one that has to wait', async () => {
    const { step, settle, repository, plan } = await openEffectBench();
    repository.fail('createComment', { status: 500 });
    await step('i1', begun, branch);
    expect((await plan()).effects.map(({ outcome }) => outcome?.id)).toEqual([undefined, 'b']);
    await settle();
    expect((await plan()).effects.map(({ outcome }) => outcome?.id)).toEqual(['9001', 'b']);
    expect(repository.model.comments).toHaveLength(1);
  });

  it('are left alone by a worker that wakes up after another one has done them', async () => {
    const { step, take, repository, clock, plan } = await openEffectBench();
    let thaw = () => {};
    repository.fail('createComment', { hold: new Promise((resolve) => (thaw = resolve)) });
    const frozen = step('i1', begun, branch);
    while (repository.model.comments.length === 0) await Promise.resolve();
    clock.advance(QUIET_MS);
    for (const { id } of (await plan()).effects)
      await take({ type: 'effect.due', id: `due ${id}`, ownerKind: 'plan', ownerId: PLAN_ID, effectId: id });
    const settled = await plan();
    thaw();
    await frozen;
    expect((await plan()).effects).toEqual(settled.effects);
    expect(repository.calls).toEqual(['createComment', 'commentsSince', 'findBranch', 'createBranch']);
  });

  it('are looked at again soon by a message that finds another worker at them, and then when its lease is over', async () => {
    const { step, take, repository, plan } = await openEffectBench();
    let thaw = () => {};
    repository.fail('createComment', { hold: new Promise((resolve) => (thaw = resolve)) });
    const held = step('i1', begun);
    while (repository.model.comments.length === 0) await Promise.resolve();
    const [{ id = '' } = {}] = (await plan()).effects;
    const due: DispatchMessage = {
      type: 'effect.due',
      id: `due ${id}`,
      ownerKind: 'plan',
      ownerId: PLAN_ID,
      effectId: id,
    };
    await expect(take(due, 0)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 5 });
    await expect(take(due, 1)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: QUIET_MS / 1000 - 1 });
    thaw();
    await held;
    await take(due, 1);
    expect(repository.calls).toEqual(['createComment']);
  });

  it('are waited for by one message, which does not send itself besides', async () => {
    const { step, take, repository, queues, plan } = await openEffectBench();
    let thaw = () => {};
    repository.fail('createComment', { hold: new Promise((resolve) => (thaw = resolve)) });
    const held = step('i1', begun);
    while (repository.model.comments.length === 0) await Promise.resolve();
    const due = (await plan()).outbox.find(({ type }) => type === 'effect.due') as DispatchMessage;
    await expect(take(due, 1)).rejects.toMatchObject({ name: 'RetryLater' });
    expect([queues.sent.filter(({ queue }) => queue === 'dispatch'), (await plan()).outbox]).toEqual([[], []]);
    thaw();
    await held;
  });

  it('for which the function has no time left are called by the next one, without a look', async () => {
    const { stepUntil, settle, repository, clock, plan } = await openEffectBench();
    await stepUntil(clock.now() + 8000, 'i1', begun);
    expect(repository.calls).toEqual([]);
    await settle();
    expect(repository.calls).toEqual(['createComment']);
    expect((await plan()).effects).toMatchObject([{ epoch: 2, outcome: { id: '9001' } }]);
  });
});

describe('the record', () => {
  it('keeps what others change while an effect is called', async () => {
    const { step, repository, store, plan } = await openEffectBench();
    let answer = () => {};
    repository.fail('createComment', { hold: new Promise((resolve) => (answer = resolve)) });
    const calling = step('i1', begun);
    while (repository.model.comments.length === 0) await Promise.resolve();
    const seen = await plan();
    await store.replace(seen, { ...seen, version: seen.version + 1, endNote: 'changed by another' });
    answer();
    await calling;
    expect(await plan()).toMatchObject({ endNote: 'changed by another', effects: [{ outcome: { id: '9001' } }] });
  });

  it('tells an effect that was written although the store did not answer', async () => {
    const { step, settle, store, repository, plan } = await openEffectBench();
    const { replace } = store;
    store.replace = async (previous, next) => {
      store.replace = replace;
      await replace(previous, next);
      throw new StoreUnavailable('timeout after the write');
    };
    await expect(step('i1', begun)).rejects.toThrow(StoreUnavailable);
    await step('i1', begun);
    await settle();
    expect(repository.model.comments).toHaveLength(1);
    expect((await plan()).effects).toMatchObject([{ outcome: { id: '9001' } }]);
  });

  it('says nothing of an effect that another version of ourselves intended, and keeps it', async () => {
    const { step, plan, take } = await openEffectBench();
    await expect(step('i1', { ...begun, kind: 'paint' })).rejects.toThrow('no effect is of kind paint');
    const [effect] = (await plan()).effects;
    const due = {
      type: 'effect.due',
      id: 'd1',
      ownerId: PLAN_ID,
      ownerKind: 'plan',
      effectId: effect?.id ?? '',
    } as const;
    await expect(take(due)).rejects.toThrow('no effect is of kind paint');
  });
});

describe('an effect of a run that is muted', () => {
  async function muted() {
    const bench = await openEffectBench();
    const plan = await bench.plan();
    const silent = { by: plan.requestedBy, at: 0 };
    await bench.store.replace(plan, { ...plan, version: plan.version + 1, muted: silent });
    return bench;
  }

  it('says nothing when it is done, and that is counted', async () => {
    const { step, plan, threadLines, repository } = await muted();
    repository.writer.dispatchWorkflow = async () => ({});
    await step('i1', deploy);
    expect(await plan()).toMatchObject({ mutedLines: 1, effects: [{ outcome: {} }] });
    expect(threadLines()).toEqual([]);
  });

  it('waits for an operator aloud', async () => {
    const { step, plan, threadLines, repository } = await muted();
    repository.fail('createBranch', { status: 403, detail: 'Resource not accessible' });
    await step('i1', branch);
    expect(await plan()).toMatchObject({ effects: [{ parked: {} }] });
    expect((await plan()).mutedLines).toBeUndefined();
    expect(threadLines()).toHaveLength(1);
  });
});

describe('an effect that is parked', () => {
  async function parked() {
    const bench = await openEffectBench();
    bench.repository.fail('createBranch', { status: 403, detail: 'Resource not accessible' });
    await bench.step('i1', branch);
    return bench;
  }

  it('stands on the card and in the thread, with what an operator can do', async () => {
    const { queues, threadLines, effect } = await parked();
    const { id } = await effect();
    const words = `${shown(queues.sent, 'reply:9000')}\n---\n${threadLines().at(-1)}`;
    expect(briefly(words.replaceAll(id, 'e1'))).toMatchInlineSnapshot(`
      "Plan plan-0000000000
      pending #1
      pending #2
      🅿️ could not create branch • an admin decides: \`/ops\`, or \`valine resolve e1\`

      Who may approve: operators
      0 of 1 approvals • requested by Ada
      [ Approve ] [ Discard ]
      ---
      🅿️ Could not create branch: GitHub did not createBranch (forbidden, status 403: Resource not accessible). Give the token or the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read).
      -# An admin decides in \`/ops\`: Retry or Mark done. In a terminal: \`valine resolve e1 --retry\`, or \`--done <id>\`.
      -# reason_code: permission_missing"
    `);
  });

  it.each([
    ['tried again', { is: 'retry' }, 'b', ['createBranch', 'createBranch']],
    ['done', { is: 'done', id: 'other' }, 'other', ['createBranch']],
  ] as const)('is %s when an operator says so, and leaves the card', async (_, resolution, id, calls) => {
    const { store, plan, settle, queues, repository, effect, clock } = await parked();
    const seen = await plan();
    const resolved = resolveEffect(seen, (await effect()).id, resolution, clock.now());
    if (resolved === undefined) throw new Error('it was not parked');
    await store.replace(seen, resolved);
    await flushOutbox({ queues, store }, resolved);
    await settle();
    expect(await effect()).toMatchObject({ outcome: { id } });
    expect(repository.calls).toEqual(calls);
    expect(shown(queues.sent, 'reply:9000')).not.toContain('valine resolve');
  });

  it('is not taken up by a message that comes late', async () => {
    const { take, repository, effect } = await parked();
    await take({ type: 'effect.due', id: 'd1', ownerId: PLAN_ID, ownerKind: 'plan', effectId: (await effect()).id });
    expect(repository.calls).toEqual(['createBranch']);
  });
});

it('what an operator has resolved shows on the card', async () => {
  const { step, store, plan, take, told } = await openEffectBench();
  await step('i1', variable);
  const seen = await plan();
  const [effect] = seen.effects;
  if (effect === undefined) throw new Error('no effect');
  const effects = [{ ...effect, resolvedAt: 5 }];
  await store.replace(seen, { ...seen, version: seen.version + 1, effects });
  const before = told().length;
  await take({ type: 'effect.due', id: 'd1', ownerId: PLAN_ID, ownerKind: 'plan', effectId: effect.id });
  expect(told().slice(before)).toMatchObject([{ body: { key: 'reply:9000' } }]);
});

it('a message for an effect of a run that has expired does nothing', async () => {
  const { take, logger } = await openEffectBench();
  await take({ type: 'effect.due', id: 'd1', ownerId: 'plan-gone', ownerKind: 'plan', effectId: 'e1' });
  expect(logger.lines).toMatchObject([{ level: 'warn', message: 'the owner of an effect is no more' }]);
});
