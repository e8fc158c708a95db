import type { PlanReconcile } from '@valine/contracts';
import { GitHubError, type GitHubFailure } from '@valine/github';
import { GiveUp, QueueUnavailable, RetryLater } from '@valine/lambda-kit';
import type { Plan } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import {
  buildIssue,
  buildPlan,
  buildTask,
  fakeGitHub,
  fakeRepository,
  fakeSetUp,
  manualClock,
  recordingLogger,
  recordingQueues,
} from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { createVerifier } from './verifier.ts';

/** A plan under way with a task for each issue, all open and labelled on GitHub. */
async function startWorld({ plan = {}, tasks = 3 }: { plan?: Partial<Plan>; tasks?: number } = {}) {
  const numbers = Array.from({ length: tasks }, (_, index) => index + 1);
  const clock = manualClock();
  const logger = recordingLogger();
  const queues = recordingQueues();
  const github = fakeGitHub(...numbers.map((number) => buildIssue(number)));
  const store = createMemoryStore(clock);
  const stored = buildPlan({ state: 'in_progress', tasks: numbers.map((number) => buildTask(number)), ...plan });
  await store.create(stored);
  const { actions, lookups, model } = fakeRepository(clock);
  const inspection = {
    actions,
    lookups,
    inspect: async () => undefined,
    setUp: async () => fakeSetUp(),
    workflows: [],
  };
  const verify = createVerifier({ store, queues, github, ...inspection, repository: 'acme/web', clock, logger });
  const asked = { id: 'check-1', ticket: 'a ticket', requestedAt: clock.now() };
  const message: PlanReconcile = { type: 'plan.reconcile', planId: stored.id, ...asked };
  const reconcile = (more: Partial<PlanReconcile> = {}, waits = 0, left = 30_000) =>
    verify({ ...message, ...more }, { waits, deadline: clock.now() + left });
  return { clock, logger, queues, github, model, verify, reconcile, plan: stored };
}

const unavailable = (reason: GitHubFailure, retryAfterSeconds?: number) =>
  new GitHubError({ operation: 'answer', reason, retryAfterSeconds });

describe('reconciling a plan', () => {
  it('reports to the dispatcher what no webhook told', async () => {
    const world = await startWorld();
    world.github.change(1, { state: 'closed', stateReason: 'completed' });
    world.github.change(2, { labels: [] });
    world.github.remove(3);
    await world.reconcile();
    const at = (hour: number) => Date.UTC(2026, 1, 1, hour);
    const body = {
      type: 'plan.observed',
      id: expect.stringMatching(/^[0-9a-z]{25}$/),
      planId: world.plan.id,
      issues: [
        { number: 1, state: 'closed', stateReason: 'completed', labels: ['ready'], updatedAt: at(1) },
        { number: 2, state: 'open', stateReason: null, labels: [], updatedAt: at(2) },
        { number: 3, state: 'missing', stateReason: null, labels: [] },
      ],
      observedAt: world.clock.now(),
      answers: 'check-1',
      ticket: 'a ticket',
    };
    expect(world.queues.sent).toEqual([{ queue: 'dispatch', body }]);
  });

  it('reports too that all is in line, so that the person who asked gets an answer', async () => {
    const world = await startWorld();
    await world.reconcile();
    expect(world.queues.sent).toMatchObject([{ queue: 'dispatch', body: { type: 'plan.observed', issues: [] } }]);
  });

  it('gives the same report the same id, however often it is requested', async () => {
    const world = await startWorld();
    await world.reconcile();
    await world.reconcile();
    await world.reconcile({ id: 'check-2' });
    const ids = world.queues.sent.map(({ body }) => body as { id: string }).map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it.each<[string, Partial<Plan>]>([
    ['has ended', { state: 'cancelled' }],
    ['is another than requested', { id: 'plan-1111111111' }],
  ])('does nothing for a plan that %s', async (_, plan) => {
    const world = await startWorld({ plan });
    await world.reconcile({ planId: plan.id === undefined ? world.plan.id : 'plan-0000000000' });
    expect(world.queues.sent).toEqual([]);
    expect(world.github.calls).toEqual([]);
  });

  it('refuses to compare with the issues of another repository', async () => {
    const world = await startWorld({ plan: { repository: 'acme/api' } });
    await expect(world.reconcile()).rejects.toThrow(GiveUp);
    expect(world.github.calls).toEqual([]);
  });

  it('compares a plan of before the repository was renamed, by the id that GitHub has for both names', async () => {
    const world = await startWorld({ plan: { repository: 'acme/shop' } });
    world.model.formerNames = ['acme/shop'];
    await world.reconcile();
    expect(world.queues.sent).toMatchObject([{ queue: 'dispatch', body: { type: 'plan.observed', issues: [] } }]);
  });

  it('lets the message come back when its report cannot be sent', async () => {
    const world = await startWorld();
    world.queues.failNext(1);
    await expect(world.reconcile()).rejects.toThrow(QueueUnavailable);
  });
});

describe('asking GitHub', () => {
  it('takes one call for twenty issues that are in line', async () => {
    const world = await startWorld({ tasks: 20 });
    await world.reconcile();
    expect(world.github.calls).toEqual(['listOpenIssues ready']);
  });

  it('takes one more for each that is not', async () => {
    const world = await startWorld({ tasks: 20 });
    world.github.change(7, { state: 'closed' });
    world.github.remove(9);
    await world.reconcile();
    expect(world.github.calls).toEqual(['listOpenIssues ready', 'findIssue 7', 'findIssue 9']);
  });

  it('reads a single issue straight away', async () => {
    const world = await startWorld({ tasks: 1 });
    await world.reconcile();
    expect(world.github.calls).toEqual(['findIssue 1']);
  });

  it('takes no longer than the function has left, less what the report takes', async () => {
    const world = await startWorld({ tasks: 2 });
    world.github.remove(2);
    const given: (number | undefined)[] = [];
    const { listOpenIssues, findIssue } = world.github;
    world.github.listOpenIssues = (label, withinMs) => {
      given.push(withinMs);
      world.clock.advance(4000);
      return listOpenIssues(label);
    };
    world.github.findIssue = (number, withinMs) => {
      given.push(withinMs);
      return findIssue(number);
    };
    await world.reconcile({}, 0, 30_000);
    expect(given).toEqual([24_000, 20_000]);
  });

  it('takes none when every task has ended', async () => {
    const world = await startWorld({ plan: { tasks: [buildTask(1, { state: 'merged' })] } });
    await world.reconcile();
    expect(world.github.calls).toEqual([]);
  });
});

describe('while GitHub is unavailable', () => {
  it('the reconcile waits, longer every time', async () => {
    const world = await startWorld();
    world.github.failNext(2);
    await expect(world.reconcile()).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 5 });
    await expect(world.reconcile({}, 3)).rejects.toMatchObject({ afterSeconds: 40 });
    await world.reconcile({}, 4);
    expect(world.queues.sent).toHaveLength(1);
  });

  it('the reconcile waits as long as a limit lasts', async () => {
    const world = await startWorld();
    world.github.failNext(1, unavailable('rate_limited', 77));
    await expect(world.reconcile()).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 77 });
  });

  it('the reconcile is given up after half an hour, with the reason', async () => {
    const world = await startWorld();
    world.github.failNext(1);
    world.clock.advance(31 * 60_000);
    await expect(world.reconcile({}, 9)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[GiveUp: plan-0000000000 could not be checked for 30 minutes: GitHub did not answer (unavailable, status 503). Try again later; https://www.githubstatus.com tells whether GitHub has a problem. Ask for its status to check again.]`,
    );
    expect(world.queues.sent).toEqual([]);
  });

  it('a refusal is not waited for: an operator has to mend it', async () => {
    const world = await startWorld();
    const refusal = unavailable('unauthorized');
    world.github.failNext(1, refusal);
    const call = world.reconcile();
    await expect(call).rejects.toBe(refusal);
    await expect(call).rejects.not.toBeInstanceOf(RetryLater);
  });
});
