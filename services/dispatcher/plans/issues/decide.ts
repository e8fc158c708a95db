/** What an issue, as GitHub shows it, means for the task that follows it. */
import type { IssueObservation } from '@valine/contracts';
import { isBlocked, isPlanEnded, isTaskEnded, type Plan, type Task } from '@valine/records';

const NOT_PLANNED = 'not planned';

/** `moved`: the tasks of the plan that are in another state now, or whose issue was opened again. The others at most know their issue as of a later time. */
export type IssueDecision = { tasks: Task[]; moved: Task[] };

/**
 * Undefined when the run or its tasks have nothing to do with these issues, or know all of it already. `begun`: the numbers
 * of those that the work has begun on.
 */
export function decideIssues(
  plan: Plan,
  issues: readonly IssueObservation[],
  begun: ReadonlySet<number> = new Set(),
): IssueDecision | undefined {
  if (isPlanEnded(plan)) return undefined;
  const seen = new Map(issues.map((issue) => [issue.number, issue]));
  // One with a pull request has begun, even where no task is to begin any more; one that is carried over had, in its last plan.
  const hasBegun = ({ number, pullRequest, carried }: Task) =>
    begun.has(number) || pullRequest !== undefined || carried !== undefined;
  const tasks = plan.tasks
    .map((task) => afterNews(task, seen.get(task.number), hasBegun(task) ? undefined : plan.label))
    .map((task) => released(plan, withBlockers(task, seen)));
  if (tasks.every((task, index) => task === plan.tasks[index])) return undefined;
  const isMoved = (task: Task, before: Task | undefined) =>
    task.out === undefined && (task.state !== before?.state || task.reopened !== before.reopened);
  return { tasks, moved: tasks.filter((task, index) => isMoved(task, plan.tasks[index])) };
}

/** `label`: which it has to carry still. */
function afterNews(task: Task, issue: IssueObservation | undefined, label: string | undefined): Task {
  if (issue === undefined || isOld(issue, task)) return task;
  if (!isTaskEnded(task)) return withDate(moved(task, issue, label), issue);
  const endedByClosing = task.state === 'merged' || task.note === NOT_PLANNED;
  return endedByClosing && issue.state !== 'missing' ? withDate(reopenedOrNot(task, issue), issue) : task;
}

/**
 * An ended task stays ended: an issue that is opened again belongs to the next plan, and is shown as what it is. News of
 * the very moment that is known may be older than it, and come again: it changes nothing.
 */
function reopenedOrNot(task: Task, { state, updatedAt }: IssueObservation): Task {
  if ((state === 'open') === (task.reopened === true)) return task;
  if (updatedAt !== undefined && task.asOf !== undefined && updatedAt <= task.asOf) return task;
  const { reopened: _, ...closed } = task;
  return state === 'open' ? { ...closed, reopened: true } : closed;
}

function moved(task: Task, issue: IssueObservation, label: string | undefined): Task {
  switch (issue.state) {
    case 'missing':
      return { ...task, state: 'skipped', note: 'issue deleted or moved' };
    case 'closed':
      return isDone(issue)
        ? { ...task, state: 'merged', note: 'closed' }
        : { ...task, state: 'skipped', note: NOT_PLANNED };
    case 'open':
      return label === undefined || carries(issue, label)
        ? task
        : { ...task, state: 'skipped', note: `label “${label}” removed` };
  }
}

/** Whatever told of the issue dates it: a closed issue that was opened again must not end by its old delivery. */
function withDate(task: Task, { state, updatedAt }: IssueObservation): Task {
  if (state === 'missing' || updatedAt === undefined || updatedAt === task.asOf) return task;
  return { ...task, asOf: updatedAt };
}

/** Older than what is known of the issue: deliveries come again for days. What is gone has no date of its own. */
function isOld({ state, updatedAt }: IssueObservation, { asOf }: Task): boolean {
  return state !== 'missing' && updatedAt !== undefined && asOf !== undefined && updatedAt < asOf;
}

function isDone({ stateReason }: IssueObservation): boolean {
  return stateReason !== 'not_planned' && stateReason !== 'duplicate';
}

/** Labels have no case on GitHub. */
function carries({ labels }: IssueObservation, label: string): boolean {
  return labels.some((own) => own.toLowerCase() === label.toLowerCase());
}

/** The task with what is known of the issues that it waits for. Once it has begun or ended, nothing more is noted. */
function withBlockers(task: Task, seen: ReadonlyMap<number, IssueObservation>): Task {
  if (task.state !== 'pending' || !isBlocked(task)) return task;
  const isFree = seen.get(task.number)?.openBlockers === 0;
  const { unseenBlockers, ...rest } = task;
  return withNamedBlockers(isFree && unseenBlockers !== undefined ? rest : task, isFree, seen);
}

function withNamedBlockers(task: Task, isFree: boolean, seen: ReadonlyMap<number, IssueObservation>): Task {
  if (task.blockedBy === undefined) return task;
  const blockedBy = task.blockedBy.map((blocker) => {
    const news = blocker.repository === undefined ? seen.get(blocker.number) : undefined;
    if (isFree) return blocker.isClosed ? blocker : { ...blocker, isClosed: true };
    if (news === undefined || (news.updatedAt ?? Number.POSITIVE_INFINITY) < (blocker.asOf ?? 0)) return blocker;
    const isClosed = news.state !== 'open';
    if (isClosed === (blocker.isClosed === true)) return blocker;
    const { isUnseen: _, ...known } = blocker;
    return { ...known, isClosed, ...(news.updatedAt === undefined ? {} : { asOf: news.updatedAt }) };
  });
  return blockedBy.every((blocker, index) => blocker === task.blockedBy?.[index]) ? task : { ...task, blockedBy };
}

/** In a plan that is worked on, a task begins once nothing blocks it any more. */
function released({ state }: Plan, task: Task): Task {
  const isWaiting = state === 'in_progress' && task.state === 'pending' && task.out === undefined;
  return isWaiting && !isBlocked(task) ? { ...task, state: 'started' } : task;
}
