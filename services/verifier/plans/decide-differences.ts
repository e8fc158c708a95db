/** Where a run and GitHub disagree: what happened to its issues that no webhook told. */
import type { IssueObservation } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { isTaskEnded, type Plan, type Task } from '@valine/records';

/** By issue number; undefined where GitHub has no such issue (any more). */
export type SeenIssues = ReadonlyMap<number, Pick<Issue, 'state' | 'stateReason' | 'labels' | 'updatedAt'> | undefined>;

/** The tasks whose issues are worth a look: those that have not ended. */
export function openTasks(plan: Plan): Task[] {
  return plan.tasks.filter((task) => !isTaskEnded(task));
}

/**
 * Of the open tasks, in their order: the issues that are closed, missing, open without the run's label, or have changed
 * since the run last heard of them. What an older delivery says of those is no news any more.
 */
export function decideDifferences(plan: Plan, seen: SeenIssues): IssueObservation[] {
  return openTasks(plan).flatMap(({ number, asOf }) => {
    if (!seen.has(number)) return [];
    const issue = observe(number, seen.get(number));
    const inLine = issue.state === 'open' && carries(issue.labels, plan.label);
    const isNewer = asOf !== undefined && (issue.updatedAt ?? 0) > asOf;
    return inLine && !isNewer ? [] : [issue];
  });
}

function observe(number: number, issue: ReturnType<SeenIssues['get']>): IssueObservation {
  if (issue === undefined) return { number, state: 'missing', stateReason: null, labels: [] };
  const { state, stateReason, labels, updatedAt } = issue;
  return { number, state, stateReason, labels, updatedAt };
}

/** Labels have no case on GitHub. */
function carries(labels: readonly string[], label: string): boolean {
  return labels.some((own) => own.toLowerCase() === label.toLowerCase());
}
