/**
 * How the pull request of a task gets on. What tells of it only says that something has happened: how it stands is
 * looked up, so that it does not matter in which order news come, how often, or whether some are lost.
 */
import type { PullRequestChanged, PullRequestHinted, TaskReconcile } from '@valine/contracts';
import { CLOCK_SKEW_MS, flushOutbox, GiveUp, RetryLater } from '@valine/lambda-kit';
import { isAgentAtWork, isEffectOpen, type TaskRecord, taskId, taskOfPlanned } from '@valine/records';
import { isOfAgent } from '../../agents/record/agent.ts';
import { changeOwner } from '../../effects/change-owner.ts';
import { createPullRequest, enqueuePullRequest } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { findPlanned } from '../../repository/find-planned.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { leftDequeued, newlyLeft } from '../record/after-enqueue.ts';
import { taskRules } from '../record/task-rules.ts';
import { issueOf, knownState, soon, stateOf } from './decide.ts';
import { LAG_SECONDS, lookAt, MOST_WAITS } from './look-at.ts';
import { noteRival } from './rivals.ts';

/**
 * One query for each issue that it closes, and one for its branch, or for itself where the branch is not ours.
 * @throws as `lookAt` and `noteRival` do, and RetryLater while it is being opened
 */
export async function handlePullRequestChanged(ports: Ports, event: PullRequestChanged, waits: number): Promise<void> {
  const { number, headBranch, closes = [] } = event.pullRequest;
  const made = issuesOf([headBranch]);
  for (const task of await tasksOf(ports, [...closes, ...(made.length > 0 ? made : [number])], waits)) {
    if (isAgentsDoing(event, task)) await (await ports.agents()).handleAgentPull(ports, event, task);
    if (task.pullRequest?.number === number) {
      await follow(ports, event, task, waits);
      if (event.action === 'dequeued') await noteDequeued(ports, event, task, waits);
    } else if (headBranch !== task.head) await noteRival(ports, event, task, waits);
    else if (isBeingOpened(task) && waits < MOST_WAITS)
      throw new RetryLater(LAG_SECONDS, `the task may not know yet that pull request #${number} is its own`);
  }
}

function isBeingOpened({ pullRequest, effects }: TaskRecord): boolean {
  const isOpening = effects.some((effect) => effect.kind === createPullRequest.kind && isEffectOpen(effect));
  return pullRequest === undefined && isOpening;
}

/** Where its login is not known, only what is pushed. */
function isAgentsDoing({ action, sender }: PullRequestChanged, task: TaskRecord): boolean {
  if (task.agent === undefined || !isAgentAtWork(task)) return false;
  return isOfAgent(task.agent, sender) && (task.agent.login !== undefined || action === 'synchronize');
}

async function follow(ports: Ports, event: PullRequestChanged, task: TaskRecord, waits: number): Promise<void> {
  const known = knownState(task);
  const tells = stateOf(event.pullRequest);
  if (known === tells) await lookSoon(ports, event.id, task);
  else await lookAt(ports, { source: event.id, id: task.id, waits, told: { is: tells, by: event.sender } });
}

/** What left its queue earlier is no news: GitHub delivers for days what is asked for again. */
const NEWS_MS = 3_600_000;

/** One read. @throws RetryLater while GitHub is away, or does not show yet that it has left its queue; GiveUp where it refuses */
async function noteDequeued(
  ports: Ports,
  { id: source, receivedAt, pullRequest: { number } }: PullRequestChanged,
  task: TaskRecord,
  waits: number,
): Promise<void> {
  const stand = await ports.lookups.findQueueStand(number).catch((error: unknown) => {
    throw new GiveUp(notSeenText(number, refusalOrLater(error).message), { cause: error });
  });
  // Where it is in a queue again, or was merged or closed, that is told by itself.
  if (stand === undefined || stand.state !== 'open' || stand.entry !== undefined) return flushOutbox(ports, task);
  const since = receivedAt - NEWS_MS;
  // An earlier time that it has left it is not what the event tells of.
  const isShown = newlyLeft(stand, task, since) !== undefined || (stand.left?.at ?? 0) >= receivedAt - CLOCK_SKEW_MS;
  if (!isShown && waits < MOST_WAITS)
    throw new RetryLater(LAG_SECONDS, `pull request #${number} does not show yet that it has left its queue`);
  await changeOwner(ports, taskRules, {
    source: `${source} dequeued`,
    ownerId: task.id,
    decide(current) {
      const left = newlyLeft(stand, current, since);
      if (left === undefined) return { verdict: 'nothing' };
      const dequeued = { ...left, base: stand.base };
      return {
        verdict: 'dequeued',
        next: isAwaited(current) ? leftDequeued(current, dequeued) : { ...current, dequeued },
      };
    },
  });
}

/** Whether a shipping waits for its merge queue. While it is still being put in, the queue that it has left is an earlier one. */
function isAwaited({ effects, ship }: TaskRecord): boolean {
  const isBeingPutIn = effects.some((effect) => effect.kind === enqueuePullRequest.kind && isEffectOpen(effect));
  return ship?.waits?.for === 'queue' && !isBeingPutIn;
}

function notSeenText(number: number, why: string): string {
  return `why pull request #${number} has left its merge queue could not be read: ${why}`;
}

/** Checks and reviews: of a draft they decide nothing yet. One query for each of our branches, or pull request of others. */
export async function handlePullRequestHinted(ports: Ports, event: PullRequestHinted, waits: number): Promise<void> {
  if (event.runId !== undefined) await (await ports.agents()).handleAgentRun(ports, event);
  const { headBranches, pullRequests } = event;
  const made = issuesOf(headBranches);
  const tasks = await tasksOf(ports, made.length > 0 ? made : pullRequests, waits);
  const isMeant = ({ head, pullRequest }: TaskRecord) =>
    headBranches.includes(head) || (pullRequest !== undefined && pullRequests.includes(pullRequest.number));
  for (const task of tasks.filter(isMeant)) await lookSoon(ports, event.id, task);
}

/** @throws as `lookAt` does */
export async function handleTaskReconcile(ports: Ports, message: TaskReconcile, waits: number): Promise<void> {
  const { id: source, planId, number } = message;
  await lookAt(ports, { source, id: taskId(planId, number), waits });
}

/** Whose tasks made the branches. */
function issuesOf(branches: readonly string[]): number[] {
  return branches.flatMap((branch) => issueOf(branch) ?? []);
}

async function tasksOf(ports: Ports, numbers: readonly number[], waits: number): Promise<TaskRecord[]> {
  const planned = await findPlanned(ports, numbers, waits);
  const tasks = await Promise.all([...new Set(planned.map(taskOfPlanned))].map((id) => ports.store.find('task', id)));
  return tasks.filter((task) => task !== undefined);
}

/** One look for all that is told in some seconds. A try that saw a draft may have died before it told of it. */
async function lookSoon(ports: Ports, source: string, task: TaskRecord): Promise<void> {
  if (knownState(task) !== 'ready') return flushOutbox(ports, task);
  await changeOwner(ports, taskRules, {
    source,
    ownerId: task.id,
    decide: (current) => ({ verdict: 'soon', ...soon(current, ports.clock.now()) }),
  });
}
