/** Where a plan and GitHub disagree: what happened to its issues without a webhook that told it. */
import type { IssueObservation } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { isTaskEnded, type Plan, type Task } from '@valine/records';

/** By issue number; undefined where GitHub has no such issue (any more). */
export type IssuesOnGitHub = ReadonlyMap<
  number,
  Pick<Issue, 'state' | 'stateReason' | 'labels' | 'updatedAt'> | undefined
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
  return openTasks(plan).flatMap(({ number, asOf, carried }) => {
    if (!onGitHub.has(number)) return [];
    const issue = observe(number, onGitHub.get(number));
    const inLine = issue.state === 'open' && (carried !== undefined || carries(issue.labels, plan.label));
    const isNewer = asOf !== undefined && (issue.updatedAt ?? 0) > asOf;
    return inLine && !isNewer ? [] : [issue];
  });
}

function observe(number: number, issue: ReturnType<IssuesOnGitHub['get']>): IssueObservation {
  if (issue === undefined) return { number, state: 'missing', stateReason: null, labels: [] };
  const { state, stateReason, labels, updatedAt } = issue;
  return { number, state, stateReason, labels, updatedAt };
}

/** Labels have no case on GitHub. */
function carries(labels: readonly string[], label: string): boolean {
  return labels.some((own) => own.toLowerCase() === label.toLowerCase());
}
