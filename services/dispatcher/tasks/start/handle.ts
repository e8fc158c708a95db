/** Begins the work on one issue of an approved plan: its record, and the first of its effects. */
import { type IssueObservation, observeIssue, type TaskStart } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { type GitHubAccount, type Plan, plannedPull, type Task, type TaskRecord, taskId } from '@valine/records';
import { shownPanel } from '../../agents/record/messages.ts';
import { createOwner } from '../../effects/change-owner.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import { createCommit } from '../../effects/kinds/index.ts';
import { accountOf } from '../../people/account-of.ts';
import { peopleOf } from '../../people/people-of.ts';
import { decideIssues } from '../../plans/issues/decide.ts';
import { applyIssues } from '../../plans/issues/handle.ts';
import { FOUND_BY_CHECK } from '../../plans/issues/messages.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { followMute } from '../record/follow-mute.ts';
import { firstLook, intentsOnIssue, taskRules } from '../record/task-rules.ts';
import { firstCommit, newTask, pullsFor, refusalOf, type Surroundings } from './decide.ts';
import { type Refused, refuseStart } from './refuse.ts';
import { type RepositoryRefusal, refusalText } from './texts.ts';

/** GitHub refuses now and then what it does not refuse a little later. */
const REFUSED_SECONDS = 60;
const MOST_WAITS = 3;

type Found =
  | { is: 'free'; around: Surroundings }
  /** Closed, gone, or without its label. */
  | { is: 'not meant'; issue: IssueObservation }
  | ({ is: 'refused' } & Refused);

/**
 * Nothing begins once the plan has ended, or the issue is not meant any more. What stands against it is told, and found
 * again when the plan is compared with GitHub. `waits`: how often the message has waited.
 * @throws RetryLater while GitHub is away, and for a little while where it refuses
 */
export async function handleTaskStart(ports: Ports, message: TaskStart, waits: number): Promise<void> {
  const { id: source, planId, number } = message;
  const begun = await ports.store.find('task', taskId(planId, number));
  if (begun !== undefined) {
    await flushOutbox(ports, begun);
    return followMute(ports, source, planId, number);
  }
  const plan = await ports.store.find('plan', planId);
  const line = plan?.tasks.find((task) => task.number === number);
  if (plan?.state !== 'in_progress' || line?.state !== 'started') return;
  const found = await lookAround(ports, plan, line);
  switch (found.is) {
    case 'free':
      return begin(ports, plan, line, found.around, source);
    case 'not meant':
      await applyIssues(ports, planId, source, [found.issue], FOUND_BY_CHECK);
      return;
    case 'refused':
      await refuseStart(ports, source, plan, number, found);
      if (found.refusal === 'github_refused' && waits < MOST_WAITS)
        throw new RetryLater(REFUSED_SECONDS, found.sentence);
  }
}

/** The account of who asked for the plan, where they are linked, and it matters. @throws RetryLater */
async function requesterOf(ports: Ports, { requestedBy }: Plan): Promise<GitHubAccount | undefined> {
  return ports.settings.taskAssignee === 'requester' ? accountOf(ports, requestedBy.id) : undefined;
}

/** Who has the issue, or will have it by our doing. A read or two, where somebody else has it than when it was proposed. */
async function workerOf(
  ports: Ports,
  { requestedBy }: Plan,
  { assignee, assigneeId }: Task,
  { assignees: [login], accountIds }: Issue,
  begun: TaskRecord,
): Promise<Pick<TaskRecord, 'workerId'>> {
  if (begun.assignee !== undefined) return { workerId: requestedBy.id };
  if (login === undefined) return {};
  const workerId = login === assignee ? assigneeId : (await peopleOf(ports, [login], accountIds))[login];
  return workerId === undefined ? {} : { workerId };
}

async function begin(ports: Ports, plan: Plan, line: Task, around: Surroundings, source: string): Promise<void> {
  const now = ports.clock.now();
  const account = await requesterOf(ports, plan);
  const gitHubLogins = { ...ports.settings.gitHubLogins, ...(account && { [plan.requestedBy.id]: account.login }) };
  const begun = newTask(plan, line, around, { ...ports.settings, gitHubLogins }, now);
  const task = { ...(await withMemory(ports, begun)), ...(await workerOf(ports, plan, line, around.issue, begun)) };
  const { isAdopted, number: pull = 0 } = task.pullRequest ?? {};
  // Before the task itself is written: what is told of it finds the task.
  if (isAdopted) await ports.store.create(plannedPull(plan, pull, line.number));
  const isThere = around.open !== undefined;
  const worker = task.assignee === undefined ? undefined : account;
  const approver = isThere ? undefined : await accountOf(ports, task.requestedBy.id);
  const intents = isThere
    ? intentsOnIssue(task)
    : [createCommit.intend('commit', firstCommit(line, around.base, worker, now))];
  const effects = toEffectRecords(task, source, intents, now, ports.deadline);
  await createOwner(
    ports,
    taskRules,
    {
      ...task,
      ...(approver && { requesterLogin: approver.login }),
      outbox: isThere ? [...taskRules.show(task), ...shownPanel(task), firstLook(task)] : [],
    },
    effects,
  );
  // It may have been muted since the plan was read, before there was a record that follows it.
  await followMute(ports, source, plan.id, line.number, plan);
}

/** Nothing is read where nothing is taken over. */
async function withMemory(ports: Ports, task: TaskRecord): Promise<TaskRecord> {
  if (task.pullRequest === undefined) return task;
  const { remembered } = await import('./remembered.ts');
  return { ...task, ...(await remembered(ports, task, task.pullRequest.number)) };
}

/** Each look only if the one before it has found nothing against it. */
async function lookAround(ports: Ports, plan: Plan, line: Task): Promise<Found> {
  try {
    const issue = await ports.github.findIssue(line.number);
    const observed = observeIssue(line.number, issue);
    if (issue === undefined || decideIssues(plan, [observed])?.moved.length)
      return { is: 'not meant', issue: observed };
    const repository = await ports.lookups.findRepository();
    const refusal = refusalOf(repository);
    const { base } = repository;
    if (refusal !== undefined || base === undefined)
      return { is: 'refused', ...refused(refusal ?? 'no_commit_yet', plan) };
    const open = await ports.lookups.openPullRequests();
    return { is: 'free', around: { issue, base, ...pullsFor(line.number, plan.repository, base.name, open) } };
  } catch (error) {
    return { is: 'refused', refusal: 'github_refused', sentence: refusalOrLater(error).message };
  }
}

function refused(refusal: RepositoryRefusal, plan: Plan): Refused {
  return { refusal, sentence: refusalText(refusal, plan) };
}
