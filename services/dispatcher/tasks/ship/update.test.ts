/** Branches that are behind their base are brought up to date, followed, and merged. */
import type { DispatchMessage, Outgoing, Turn } from '@valine/contracts';
import type { FoundPullRequest } from '@valine/github';
import type { Plan, Task } from '@valine/records';
import { briefly } from '@valine/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DispatcherSettings } from '../../ports.ts';
import { shown } from '../../test-dispatcher.ts';
import { testTeam } from '../test-team.ts';
import { inTime } from '../test-time.ts';
import { decideUpdate, isNextToUpdate, type UpdateFacts } from './update.ts';

const MINUTE = 60;
/** GitHub calls of a whole shipping, once what was begun is known. */
type Team = Awaited<ReturnType<typeof behindTeam>>;

/** `main` wants branches to be up to date, and those of the tasks, all ready, are not. */
async function behindTeam(count = 1, settings: Partial<DispatcherSettings> = { updatesBranches: true }) {
  const team = await testTeam(count, { settings });
  const time = inTime(team);
  await team.approve();
  await time.settle();
  const { model } = team.repository;
  model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, upToDate: true };
  for (let task = 1; task <= count; task += 1) team.changePull(100 + task, { draft: false });
  team.repository.push('Work of others');
  const pull = (number: number) => model.issues.find((each) => each.number === number)?.pullRequest;
  return {
    ...team,
    ...time,
    /** Is asked for; what follows has not come yet. */
    async ship(): Promise<() => string> {
      const request = team.requested('ship', { run_id: team.planId });
      await team.take(request);
      return () => shown(team.queues.sent, `reply:${request.id}`);
    },
    heads: () => [101, 102, 103].flatMap((number) => pull(number)?.headSha ?? []),
    parents: () => model.commits[pull(101)?.headSha ?? '']?.parents,
    stand: async (number = 1) => (await team.line(number))?.waits?.for,
    count: (call: string) => team.repository.calls.filter((each) => each === call).length,
    require: (...checks: string[]) => Object.assign(model.protections['main'] ?? {}, { requiredChecks: checks }),
  };
}

/** What notifies somebody. */
function pings({ queues }: Team): string[] {
  const messages = queues.sent.map(({ body }) => body as Outgoing).filter((body) => body.type === 'message.shown');
  return messages.flatMap(({ message }) => (message.pings === undefined ? [] : [message.content ?? '']));
}

describe('/ship, of a branch that is behind its base', () => {
  let team: Team;
  beforeEach(async () => {
    team = await behindTeam();
  });

  it('has it brought up to date at the head that was looked at, and merges it', async () => {
    const [before] = team.heads();
    const answer = await team.ship();
    await team.settle();
    expect(answer()).toContain('1 closed');
    expect(team.parents()).toEqual([before, expect.any(String)]);
    expect([team.count('updateBranch'), team.count('mergePullRequest')]).toEqual([1, 1]);
  });

  it('waits for its checks, and shows that it does', async () => {
    team.require('unit');
    const answer = await team.ship();
    await team.settle(20);
    expect(await team.stand()).toBe('checks');
    // What is required and has not begun looks like a review that is missing.
    await team.settle(3 * MINUTE);
    team.repository.people.check(101, 'unit', 'start');
    await team.settle(20 * MINUTE);
    expect(await team.command('status', { run_id: team.planId })).toContain(
      'brought up to date with main: merged once it is green',
    );
    expect(await team.command('ship', { run_id: team.planId })).toMatchInlineSnapshot(`
      "🔴 \`plan-pwpa9m8j8m\` is being shipped by Ada: wait for what comes of it.
      #1 • brought up to date with main: merged once it is green
      -# reason_code: shipping_already"
    `);
    team.repository.people.check(101, 'unit', 'pass');
    await team.settle();
    expect(answer()).toContain('1 closed');
    expect(team.count('mergePullRequest')).toBe(1);
  });

  it('tells whose turn it is where a check fails then', async () => {
    team.require('unit');
    const answer = await team.ship();
    await team.settle(20);
    team.repository.people.check(101, 'unit', 'fail');
    await team.settle();
    expect(briefly(answer())).toMatchInlineSnapshot(`
      "⚠️ 1 of 1 tasks of plan-pwpa9m8j8m are not done
      started #1 • [PR #101](https://github.com/acme/web/pull/101) • author’s turn: [unit](https://github.com/acme/web/runs/1) failed

      End the run without them?
      -# reason_code: checks_failed
      [ Ship anyway ] [ Keep going ]"
    `);
    expect(await team.stand()).toBeUndefined();
    expect(pings(team)).toEqual([]);
  });

  it('waits for them no longer than half an hour', async () => {
    team.require('unit');
    const answer = await team.ship();
    await team.settle(20);
    team.repository.people.check(101, 'unit', 'start');
    await team.settle();
    expect(answer()).toContain('checks run: 1 is not done; ship again once they are green');
    expect(await team.stand()).toBeUndefined();
    expect(pings(team)).toMatchInlineSnapshot(`
      [
        "<@1> ⚠️ Not everything of \`plan-pwpa9m8j8m\` could be shipped: your \`/ship\` asks whether to end it.",
      ]
    `);
  });

  it('does not wait for a review that is missing', async () => {
    Object.assign(team.repository.model.protections['main'] ?? {}, { requiredApprovals: 1 });
    const answer = await team.ship();
    await team.settle(6 * MINUTE);
    expect(answer()).toContain('reviewer’s turn: its base wants a review');
  });

  it('brings it up to date once, however often that is told', async () => {
    team.require('unit');
    await team.ship();
    const sent = team.queues.sent.map(({ body }) => body as DispatchMessage);
    for (const message of sent.filter(({ type }) => type === 'task.ship'))
      for (let times = 0; times < 3; times += 1) await team.take(message);
    expect(team.count('updateBranch')).toBe(1);
  });

  it('is looked at again where its head has moved', async () => {
    const detail = 'expected head sha didn’t match current head ref.';
    team.repository.fail('updateBranch', { status: 422, detail });
    const answer = await team.ship();
    await team.settle();
    expect(answer()).toContain('1 closed');
    expect(team.count('updateBranch')).toBe(2);
  });

  it('is left where GitHub refuses it each time, or for good', async () => {
    for (let times = 0; times < 4; times += 1)
      team.repository.fail('updateBranch', { status: 422, detail: 'merge conflict between base and head' });
    const answer = await team.ship();
    await team.settle();
    expect(answer()).toContain('GitHub did not bring its branch up to date: merge conflict');
    expect(answer()).toContain('reason_code: update_refused');
    team.repository.fail('updateBranch', { status: 403, detail: 'Resource not accessible by integration' });
    const second = await team.ship();
    await team.settle();
    expect(second()).toContain('GitHub did not bring its branch up to date');
    expect(await team.stand()).toBeUndefined();
  });

  it('whose answer was lost is found by the merge into the head that was looked at', async () => {
    team.repository.fail('updateBranch', { status: 502, lands: true });
    const answer = await team.ship();
    await team.settle();
    expect(answer()).toContain('1 closed');
    expect([team.count('updateBranch'), team.count('findHead')]).toEqual([1, 1]);
  });

  it('goes on as often as its base does, three times at most', async () => {
    team.require('unit');
    const answer = await team.ship();
    for (let times = 0; times < 4; times += 1) {
      await team.settle(MINUTE);
      team.repository.push(`Others ${times}`);
    }
    await team.settle();
    expect(team.count('updateBranch')).toBe(3);
    expect(answer()).toContain('author’s turn: behind main; update its branch');
  });
});

it('several are brought up to date one after the other: each merge puts the others behind', async () => {
  const team = await behindTeam(3);
  team.require('unit');
  const answer = await team.ship();
  await team.settle(MINUTE);
  expect([await team.stand(1), await team.stand(2), await team.stand(3)]).toEqual(['checks', 'others', 'others']);
  expect(await team.command('status', { run_id: team.planId })).toContain(
    'behind main: brought up to date after the others',
  );
  for (const number of [101, 102, 103]) {
    team.repository.people.check(number, 'unit', 'pass');
    await team.settle(3 * MINUTE);
  }
  await team.settle();
  expect(answer()).toContain('3 closed');
  expect([team.count('updateBranch'), team.count('mergePullRequest')]).toEqual([3, 3]);
});

it('is left to its author unless the team has it brought up to date', async () => {
  const team = await behindTeam(1, {});
  const answer = await team.ship();
  await team.settle();
  expect(answer()).toContain('author’s turn: behind main; update its branch');
  expect(team.count('updateBranch')).toBe(0);
});

describe('a branch that is behind', () => {
  const BEHIND: Turn = { of: 'author', why: [{ is: 'behind', base: 'main' }] };
  const pull = { base: 'main', headSha: 'h1' } as FoundPullRequest;
  const decided = (turn: Turn, facts: Partial<UpdateFacts> = {}) =>
    decideUpdate(
      { do: 'leave', turn },
      { pull },
      { ship: { id: 's' }, isNext: true, shippedAt: 0, now: 1000, ...facts },
    ).do;

  it('is brought up to date where nothing else stands against it', () => {
    const failing: Turn = { of: 'author', why: [{ is: 'failing', check: 'unit', count: 1 }, ...BEHIND.why] };
    expect([decided(BEHIND), decided(failing), decided({ of: 'ship', why: [] })]).toEqual(['update', 'leave', 'leave']);
  });

  it('waits for the others for two hours at most', () => {
    const twoHours = 2 * 3_600_000;
    expect([decided(BEHIND, { isNext: false }), decided(BEHIND, { isNext: false, now: twoHours })]).toEqual([
      'wait',
      'leave',
    ]);
  });

  it('is next once all before it are merged or left, and all that are not behind', () => {
    const line = (number: number, what?: 'others' | 'checks') =>
      ({ number, ...(what && { waits: { for: what, base: 'main', until: 9000 } }) }) as Task;
    const isNext = (number: number, tasks: Task[], waiting = tasks.map((task) => task.number)) =>
      isNextToUpdate({ tasks, shipping: { waiting } } as Plan, number, 1000);
    expect(isNext(1, [line(1), line(2, 'others')])).toBe(true);
    expect(isNext(1, [line(1, 'others'), line(2)])).toBe(false);
    expect(isNext(2, [line(1, 'others'), line(2, 'others')])).toBe(false);
    expect(isNext(2, [line(1, 'checks'), line(2, 'others')])).toBe(false);
    expect(isNext(2, [line(1, 'checks'), line(2, 'others')], [2])).toBe(true);
  });
});
