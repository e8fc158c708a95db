/** A team whose plan is approved, each task of which has a draft pull request. */
import type { DispatchMessage, PullRequestChanged, PullRequestHinted } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { getPullRequest, isEmptyPull } from '@valine/github-model';
import { type TaskRecord, taskId } from '@valine/records';
import { buildIssue } from '@valine/testing';
import type { DispatcherSettings } from '../ports.ts';
import { testDispatcher } from '../test-dispatcher.ts';

const TITLES = ['Checkout charges shipping twice when the address changes', 'Füße: “Maße” fehlen!', '???'];

export type TestTeam = Awaited<ReturnType<typeof testTeam>>;

/** `first`: what the first issue is besides. */
type Given = { first?: Partial<Issue>; settings?: Partial<DispatcherSettings> };

/** Issues #1 to #`count`; the pull request of the first is #101. */
export async function testTeam(count = 1, { first = {}, settings = {} }: Given = {}) {
  const issues = TITLES.slice(0, count).map((title, index) =>
    buildIssue(index + 1, { title, ...(index === 0 ? first : {}) }),
  );
  const dispatcher = testDispatcher({ opensPullRequests: true, ...settings }, issues);
  const { repository, queues, clock, store, take } = dispatcher;
  repository.push('First');
  for (const number of [1, 2, 3]) repository.model.issues.find((each) => each.number === number)?.labels.push('ready');
  const planId = await dispatcher.planned();
  let taken = 0;
  return {
    ...dispatcher,
    planId,
    approve: () => dispatcher.press('approve', planId),
    /** What comes back to the dispatcher, until nothing does; but for what waits long: until a plan expires, or an agent is looked at. */
    async settle(): Promise<void> {
      for (; taken < queues.sent.length; taken += 1) {
        const { queue, body } = queues.sent[taken] ?? {};
        const message = body as DispatchMessage;
        if (queue === 'dispatch' && message.type !== 'plan.expire' && message.type !== 'agent.look')
          await take(message);
      }
    },
    async task(number = 1): Promise<TaskRecord> {
      const found = await store.find('task', taskId(planId, number));
      if (found === undefined) throw new Error(`no task of #${number} was begun`);
      return found;
    },
    line: async (number = 1) => (await dispatcher.plan(planId)).tasks.find((task) => task.number === number),
    lines: async () => (await dispatcher.plan(planId)).tasks.map(({ state, trouble }) => trouble ?? state),
    /** Somebody changes a pull request on GitHub, which tells of it. */
    changePull(
      number: number,
      change: { draft?: boolean; merged?: boolean },
      state: 'open' | 'closed' = 'open',
    ): PullRequestChanged {
      clock.advance(60_000);
      const pull = getPullRequest(repository.model, number);
      // Who marks it as ready has done something.
      if (change.draft === false && isEmptyPull(repository.model, pull)) repository.people.pushTo(number);
      Object.assign(pull.pullRequest, change);
      Object.assign(pull, { state, updatedAt: clock.now(), closedAt: state === 'closed' ? clock.now() : null });
      const { draft, merged, head: headBranch, headSha } = pull.pullRequest;
      const about = { id: `delivery-${clock.now()}`, repository: 'acme/web', sender: 'grace', receivedAt: clock.now() };
      const pullRequest = { number, headBranch, headSha, draft, merged, state };
      return { ...about, type: 'pull_request.changed', action: 'edited', pullRequest };
    },
  };
}

/** GitHub tells that something was found out about the head of the branch. */
export function hint({ clock }: TestTeam, headBranch: string, event = 'check_run', id = `hint-${clock.now()}`) {
  const about = { id, repository: 'acme/web', sender: 'acme-ci', receivedAt: clock.now() };
  const hinted: PullRequestHinted = {
    ...about,
    type: 'pull_request.hinted',
    event,
    headBranches: [headBranch],
    pullRequests: [],
  };
  return hinted;
}

/** With a draft pull request for each task. */
export async function begunTeam(count = 1, given: Given = {}): Promise<TestTeam> {
  const team = await testTeam(count, given);
  await team.approve();
  await team.settle();
  return team;
}
