/**
 * How the pull request of a task gets on. What tells of it only says that something has happened: how it stands is
 * looked up, so that it does not matter in which order news come, how often, or whether some are lost.
 */
import type { PullRequestChanged, PullRequestHinted, TaskReconcile } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { type TaskRecord, taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { laterOrNever } from '../../repository/later-or-never.ts';
import { oursOf } from '../../repository/ours-of.ts';
import { taskRules } from '../record/task-rules.ts';
import { issueOf, knownState, soon, stateOf } from './decide.ts';
import { lookAt } from './look-at.ts';

/** One of another branch than ours costs nothing; one that no plan has, one query. @throws as `lookAt` does */
export async function handlePullRequestChanged(ports: Ports, event: PullRequestChanged, waits: number): Promise<void> {
  const { number, headBranch } = event.pullRequest;
  const tells = stateOf(event.pullRequest);
  const its = (task: TaskRecord) => task.pullRequest?.number === number;
  for (const task of await tasksOf(ports, [headBranch], its, waits)) {
    const known = knownState(task);
    // A try that saw it may have died before it told of it.
    if (known === tells) {
      await flushOutbox(ports, task);
      await lookSoon(ports, event.id, task);
    } else await lookAt(ports, { source: event.id, id: task.id, waits, told: { is: tells, by: event.sender } });
  }
}

/** Checks and reviews: of a draft they decide nothing yet. Costs as `handlePullRequestChanged`. */
export async function handlePullRequestHinted(ports: Ports, event: PullRequestHinted, waits: number): Promise<void> {
  const { headBranches } = event;
  const its = ({ head }: TaskRecord) => headBranches.includes(head);
  for (const task of await tasksOf(ports, headBranches, its, waits)) await lookSoon(ports, event.id, task);
}

/** @throws as `lookAt` does */
export async function handleTaskReconcile(ports: Ports, message: TaskReconcile, waits: number): Promise<void> {
  const { id: source, planId, number } = message;
  await lookAt(ports, { source, id: taskId(planId, number), waits });
}

async function tasksOf(
  { store, names }: Ports,
  branches: readonly string[],
  isMeant: (task: TaskRecord) => boolean,
  waits: number,
): Promise<TaskRecord[]> {
  const issues = new Set(branches.flatMap((branch) => issueOf(branch) ?? []));
  const planned = await Promise.all([...issues].map((issue) => store.listPlanned(issue)));
  const ours = await oursOf(names, planned.flat()).catch((error: unknown) => laterOrNever(error, waits));
  const tasks = await Promise.all(ours.map(({ id }) => store.find('task', id)));
  return tasks.filter((task) => task !== undefined).filter(isMeant);
}

/** One look for all that is told in some seconds. */
async function lookSoon(ports: Ports, source: string, { id: ownerId, seen }: TaskRecord): Promise<void> {
  if (knownState({ seen }) !== 'ready') return;
  await changeOwner(ports, taskRules, {
    source,
    ownerId,
    decide: (task) => ({ verdict: 'soon', ...soon(task, ports.clock.now()) }),
  });
}
