/** What has to go through a merge queue is put into it, followed, and told of. */
import type { Outgoing, PullRequestChanged } from '@valine/contracts';
import type { FoundQueueStand } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { testTeam } from '../test-team.ts';
import { inTime } from '../test-time.ts';
import { decideQueued } from './queue.ts';

const MINUTE = 60;
const NUMBER = 101;

/** `main` has a merge queue, and the pull request of the one task is ready. */
async function queueTeam() {
  const team = await testTeam();
  const time = inTime(team);
  await team.approve();
  await time.settle();
  const { model, calls, people } = team.repository;
  model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, mergeQueue: true };
  const changed = team.changePull(NUMBER, { draft: false });
  const pull = () => model.issues.find(({ number }) => number === NUMBER)?.pullRequest;
  return {
    ...team,
    ...time,
    people,
    isQueued: () => pull()?.queued !== undefined,
    /** It is not in it any more, and nothing tells why. */
    vanish: () => delete pull()?.queued,
    close: () => Object.assign(model.issues.find(({ number }) => number === NUMBER) ?? {}, { state: 'closed' }),
    /** Is asked for; what follows has not come yet. */
    async ship(): Promise<() => string> {
      const request = team.requested('ship', { run_id: team.planId });
      await team.take(request);
      return () => shown(team.queues.sent, `reply:${request.id}`);
    },
    dequeued: (id = 'delivery-dequeued'): PullRequestChanged => ({
      ...changed,
      id,
      receivedAt: team.clock.now(),
      action: 'dequeued',
      pullRequest: { ...changed.pullRequest, draft: false },
    }),
    count: (call: string) => calls.filter((each) => each === call).length,
    /** Lines of the thread that tell of the queue. */
    told: () =>
      team.queues.sent
        .map(({ body }) => body as Outgoing)
        .flatMap((body) => (body.type === 'message.shown' ? [body.message.content ?? ''] : []))
        .filter((text) => text.startsWith('⏏️')),
  };
}

type Team = Awaited<ReturnType<typeof queueTeam>>;

describe('/ship, where the base has a merge queue', () => {
  let team: Team;
  beforeEach(async () => {
    team = await queueTeam();
  });

  it('puts it into the queue at the head that was looked at, and tells of it once GitHub has merged it', async () => {
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    expect(team.isQueued()).toBe(true);
    expect(await team.command('status', { run_id: team.planId })).toContain(
      'in the merge queue of main: merged once its turn comes',
    );
    expect(await team.command('ship', { run_id: team.planId })).toContain('shipping_already');
    team.people.mergeFromQueue(NUMBER);
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('1 closed');
    expect([team.count('mergePullRequest'), team.count('enqueuePullRequest')]).toEqual([1, 1]);
    expect(team.told()).toEqual([]);
  });

  it.each([
    [
      'failed_checks',
      'author’s turn: out of the merge queue of main: its checks failed there; put that right, and ship again',
    ],
    [
      'merge_conflict',
      'author’s turn: out of the merge queue of main: it conflicts with what was merged before it; bring its branch in line, and ship again',
    ],
    ['manual', 'out of the merge queue of main: somebody has taken it out; ship again once it may go in'],
  ] as const)('tells why it was taken out: %s', async (reason, text) => {
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    team.people.dequeue(NUMBER, reason);
    await team.settle(5 * MINUTE);
    expect(answer()).toContain(` • ${text}`);
    expect(answer()).toContain('reason_code: dequeued');
    expect(team.told()).toEqual([`⏏️ [#101](https://github.com/acme/web/pull/101) • ${text}`]);
  });

  it.each([
    ['calls whose work it is, where it is theirs to mend', 'failed_checks', ['1']],
    ['calls nobody, where it is not', 'manual', undefined],
  ] as const)('%s', async (_, reason, users) => {
    const task = await team.task();
    await team.store.replace(task, { ...task, version: task.version + 1, workerId: '1' });
    await team.ship();
    await team.settle(5 * MINUTE);
    team.people.dequeue(NUMBER, reason);
    await team.settle(5 * MINUTE);
    const [line] = team.queues.sent
      .map(({ body }) => body as Outgoing)
      .flatMap((body) => (body.type === 'message.shown' ? [body.message] : []))
      .filter(({ content }) => content?.startsWith('⏏️'));
    expect(line?.pings?.users).toEqual(users);
  });

  it('tells it at once where a webhook does, and once however often', async () => {
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    team.people.dequeue(NUMBER, 'failed_checks');
    await team.take(team.dequeued());
    await team.take(team.dequeued());
    await team.take(team.dequeued('another delivery'));
    await team.settle(0);
    expect(answer()).toContain('reason_code: dequeued');
    await team.settle(5 * MINUTE);
    expect(team.told()).toHaveLength(1);
  });

  it('is patient where it has left the queue, and GitHub tells nothing more yet', async () => {
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    team.vanish();
    await team.settle(2 * MINUTE);
    expect(answer()).not.toContain('reason_code');
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('GitHub does not tell why; look at its page, and ship again');
  });

  it('names checks that are not green, and not required, once it is merged', async () => {
    Object.assign(team.repository.model.protections['main'] ?? {}, { requiredChecks: ['unit'] });
    team.people.check(NUMBER, 'unit', 'pass');
    team.people.check(NUMBER, 'lint', 'fail');
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    team.people.mergeFromQueue(NUMBER);
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('⚠️ not green, and not required: [lint]');
  });

  it('follows it for two hours, and says then that it is still there', async () => {
    const answer = await team.ship();
    await team.settle(119 * MINUTE);
    expect(answer()).not.toContain('reason_code');
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('in the merge queue of main still, at place 1: GitHub merges it once its turn comes');
    expect(answer()).toContain('reason_code: still_queued');
    const again = await team.ship();
    await team.settle(5 * MINUTE);
    team.people.mergeFromQueue(NUMBER);
    await team.settle(5 * MINUTE);
    expect(again()).toContain('1 closed');
  });

  it('says so where GitHub does not take it', async () => {
    team.repository.fail('enqueuePullRequest', { status: 422, detail: 'Pull request All comments must be resolved.' });
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('GitHub did not put it into the merge queue: All comments must be resolved.');
    expect(answer()).toContain('reason_code: queue_refused');
  });

  it('says so as well where it has left the queue only just before', async () => {
    await team.ship();
    await team.settle(5 * MINUTE);
    team.people.dequeue(NUMBER, 'failed_checks');
    await team.take(team.dequeued());
    await team.settle(0);
    team.repository.fail('enqueuePullRequest', { status: 422, detail: 'Pull request Unit tests are failing.' });
    const again = await team.ship();
    await team.settle(10 * MINUTE);
    expect(again()).toContain('GitHub did not put it into the merge queue: Unit tests are failing.');
  });

  it('leaves what it cannot put in, and tries no third time', async () => {
    const { lookups } = team.repository;
    const { findPullRequest } = lookups;
    lookups.findPullRequest = async (number) => {
      const { nodeId: _, ...pull } = (await findPullRequest(number)) ?? {};
      return pull as Awaited<ReturnType<typeof findPullRequest>>;
    };
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('reason_code: merge_refused');
    expect(team.count('mergePullRequest')).toBe(2);
  });

  it('goes on where it hears, as it puts it in, that somebody had taken it out before', async () => {
    team.people.enqueue(NUMBER);
    team.people.dequeue(NUMBER, 'manual');
    await team.settle(2 * MINUTE);
    team.repository.fail('enqueuePullRequest', { status: 502 });
    const answer = await team.ship();
    await team.settle(20);
    expect([team.count('enqueuePullRequest'), team.isQueued()]).toEqual([1, false]);
    await team.take(team.dequeued());
    await team.settle(10 * MINUTE);
    expect(team.isQueued()).toBe(true);
    team.people.mergeFromQueue(NUMBER);
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('1 closed');
  });

  it('looks at it anew where its head has moved meanwhile', async () => {
    team.repository.fail('enqueuePullRequest', { status: 502 });
    const answer = await team.ship();
    await team.settle(20);
    team.people.pushTo(NUMBER);
    await team.settle(10 * MINUTE);
    team.people.mergeFromQueue(NUMBER);
    await team.settle(5 * MINUTE);
    expect(answer()).toContain('1 closed');
    expect(team.count('enqueuePullRequest')).toBe(2);
  });

  it('puts it in once where the answer was lost', async () => {
    team.repository.fail('enqueuePullRequest', { status: 502, lands: true });
    await team.ship();
    await team.settle(10 * MINUTE);
    expect(team.isQueued()).toBe(true);
    expect(team.count('enqueuePullRequest')).toBe(1);
    expect((await team.task()).effects.at(-1)).toMatchObject({ kind: 'enqueue-pull-request', outcome: {} });
  });

  it('asks what the base requires where GitHub calls it blocked, and leaves the rest to the queue', async () => {
    Object.assign(team.repository.model.protections['main'] ?? {}, { requiredApprovals: 1 });
    const answer = await team.ship();
    await team.settle(5 * MINUTE);
    expect([team.count('mergePullRequest'), team.count('enqueuePullRequest')]).toEqual([0, 1]);
    expect(answer()).toContain('At least 1 approving review is required');
    expect(answer()).toContain('So ask for one, and ship again once it is given');
  });
});

it('a pull request that somebody has queued, and that was taken out, is told of as well', async () => {
  const team = await queueTeam();
  team.people.enqueue(NUMBER);
  team.people.dequeue(NUMBER, 'queue_cleared');
  await team.take(team.dequeued());
  expect(team.told()).toEqual([expect.stringContaining('the queue was cleared; ship again')]);
});

it('a pull request that has left its queue for being closed is not to be shipped again', async () => {
  const team = await queueTeam();
  team.people.enqueue(NUMBER);
  team.people.dequeue(NUMBER);
  team.close();
  await team.take(team.dequeued(), 3);
  expect(team.told()).toEqual([]);
});

it('what GitHub has told of an earlier removal is not taken for the one that it tells of now', async () => {
  const team = await queueTeam();
  team.people.enqueue(NUMBER);
  team.people.dequeue(NUMBER, 'manual');
  await team.take(team.dequeued());
  await team.settle(20 * MINUTE);
  team.people.enqueue(NUMBER);
  team.vanish();
  const event = team.dequeued('delivery of the second');
  await expect(team.take(event)).rejects.toThrow(RetryLater);
  team.people.enqueue(NUMBER);
  team.people.dequeue(NUMBER, 'failed_checks');
  await team.take(event);
  expect(team.told()).toHaveLength(2);
});

it('what is closed has nothing to do with a queue that it had left before', async () => {
  const team = await queueTeam();
  const said = () => team.command('status', { run_id: team.planId });
  team.people.enqueue(NUMBER);
  team.people.dequeue(NUMBER, 'manual');
  await team.take(team.dequeued());
  await team.settle(0);
  expect(await said()).toContain('out of the merge queue of main');
  await team.take(team.changePull(NUMBER, {}, 'closed'));
  await team.settle(0);
  expect(await said()).not.toContain('out of the merge queue of main');
});

describe('what a look at the queue means', () => {
  const AT = 10 * 60 * MINUTE * 1000;
  const stand = (more: Partial<FoundQueueStand>): FoundQueueStand => ({
    state: 'open',
    headSha: 'a1',
    base: 'main',
    ...more,
  });
  const decided = (seen: FoundQueueStand | undefined, unseen = 0) =>
    decideQueued(seen, {}, { at: AT, ...(unseen > 0 ? { unseen } : {}) }, AT + 60_000);

  it.each<[string, FoundQueueStand | undefined, string]>([
    ['what is gone is looked at', undefined, 'look'],
    ['what was closed is looked at', stand({ state: 'closed' }), 'look'],
    ['what is merged is merged', stand({ state: 'merged' }), 'nothing'],
    ['what is in it is waited for', stand({ entry: {} }), 'wait'],
    ['what has left it is told', stand({ left: { at: AT + 1 } }), 'dequeued'],
    [
      'what has left it for being merged is about to show it',
      stand({ left: { at: AT + 1, reason: 'merged' } }),
      'wait',
    ],
    ['what had left it before is no news', stand({ left: { at: AT - 600_000, reason: 'manual' } }), 'wait'],
  ])('%s', (_, seen, does) => {
    expect(decided(seen).do).toBe(does);
  });

  it('has the reason that a webhook told before', () => {
    const left = { at: AT + 1, reason: 'manual' };
    const known = decideQueued(
      stand({ left }),
      { dequeued: { ...left, base: 'main' } },
      { at: AT, unseen: 3 },
      AT + 60_000,
    );
    expect(known).toMatchObject({ do: 'leave', why: expect.stringContaining('somebody has taken it out') });
  });

  it('is nothing after four without a word', () => {
    expect([2, 3].map((unseen) => decided(stand({}), unseen).do)).toEqual(['wait', 'leave']);
  });
});
