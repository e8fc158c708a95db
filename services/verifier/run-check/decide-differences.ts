/** Where a run and GitHub disagree: what happened to its issues that no webhook told. */
import type { IssueObservation } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { isTaskEnded, type Run, type Task } from '@valine/runs';

/** By issue number; undefined where GitHub has no such issue (any more). */
export type SeenIssues = ReadonlyMap<number, Pick<Issue, 'state' | 'stateReason' | 'labels'> | undefined>;

/** The tasks whose issues are worth a look: those that have not ended. */
export function openTasks(run: Run): Task[] {
  return run.tasks.filter((task) => !isTaskEnded(task));
}

/** Of the open tasks, in their order: the issues that are closed, missing, or open without the run's label. */
export function decideDifferences(run: Run, seen: SeenIssues): IssueObservation[] {
  return openTasks(run)
    .filter(({ number }) => seen.has(number))
    .map(({ number }) => observe(number, seen.get(number)))
    .filter((issue) => issue.state !== 'open' || !carries(issue.labels, run.label));
}

function observe(number: number, issue: ReturnType<SeenIssues['get']>): IssueObservation {
  if (issue === undefined) return { number, state: 'missing', stateReason: null, labels: [] };
  return { number, state: issue.state, stateReason: issue.stateReason, labels: issue.labels };
}

/** Labels have no case on GitHub. */
function carries(labels: readonly string[], label: string): boolean {
  return labels.some((own) => own.toLowerCase() === label.toLowerCase());
}
