/** Where a plan and GitHub disagree: what happened to its issues without a webhook that told it. */
import { type IssueObservation, observeIssue } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { isBlocked, isTaskEnded, openBlockersOf, type Plan, type Task } from '@valine/records';

/** By issue number; undefined where GitHub has no such issue (any more). */
export type IssuesOnGitHub = ReadonlyMap<
  number,
  Pick<Issue, 'state' | 'stateReason' | 'labels' | 'updatedAt' | 'openBlockers'> | undefined
>;

/** The tasks whose issues are worth comparing: those that have not ended, and those that can still be taken in. */
export function openTasks(plan: Plan): Task[] {
  return plan.tasks.filter((task) => !isTaskEnded(task));
}

/**
 * Of the open tasks, in their order: the issues that are closed, missing, open without the label of the plan, or have changed
 * since the plan last heard of them. An older delivery about those is no news any more.
 */
export function decideDifferences(plan: Plan, onGitHub: IssuesOnGitHub): IssueObservation[] {
  const isWaiting = (of: number) => waitingTasks(plan).some(({ number }) => number === of);
  const differing = openTasks(plan).flatMap(({ number, asOf, carried }) => {
    if (!onGitHub.has(number)) return [];
    const issue = observeIssue(number, onGitHub.get(number));
    const inLine = issue.state === 'open' && (carried !== undefined || carries(issue.labels, plan.label));
    const isFree = issue.openBlockers === 0 && isWaiting(number);
    const isNewer = asOf !== undefined && (issue.updatedAt ?? 0) > asOf;
    return inLine && !isNewer && !isFree ? [] : [issue];
  });
  return [...differing, ...closedBlockers(plan, onGitHub)];
}

function waitingTasks(plan: Plan): Task[] {
  return openTasks(plan).filter((task) => task.state === 'pending' && isBlocked(task));
}

/** What tasks of the plan wait for, by number; those of other repositories are not ours to read. */
export function blockersToRead(plan: Plan): number[] {
  const blockers = waitingTasks(plan).flatMap(openBlockersOf);
  return [...new Set(blockers.flatMap(({ number, repository }) => (repository === undefined ? [number] : [])))];
}

function closedBlockers(plan: Plan, onGitHub: IssuesOnGitHub): IssueObservation[] {
  const own = new Set(openTasks(plan).map(({ number }) => number));
  const others = blockersToRead(plan).filter((number) => onGitHub.has(number) && !own.has(number));
  return others.map((number) => observeIssue(number, onGitHub.get(number))).filter(({ state }) => state !== 'open');
}

/** Labels have no case on GitHub. */
function carries(labels: readonly string[], label: string): boolean {
  return labels.some((own) => own.toLowerCase() === label.toLowerCase());
}
