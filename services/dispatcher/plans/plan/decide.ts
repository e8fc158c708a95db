/** Which issues a plan proposes, and in which order. */
import type { Plan, Task } from '@valine/records';
import type { Issue } from '../../ports.ts';

/** What a plan takes at most: its card shows a line for each. */
export const MAX_TASKS = 25;

export type Proposal = Pick<Plan, 'tasks' | 'leftOut' | 'onlyOldest'>;

/**
 * `mostListed`: how many issues a list has at most; as many may not be all there are.
 * Pull requests are no issues; P0 to P3 first, issues without a priority after them, the oldest first among equals.
 */
export function decideProposal(issues: readonly Issue[], limit: number, mostListed: number): Proposal {
  const ordered = issues
    .filter((issue) => !issue.isPullRequest)
    .map((issue) => ({ issue, priority: priorityOf(issue.labels) }))
    .sort(
      (a, b) =>
        (a.priority ?? 4) - (b.priority ?? 4) ||
        a.issue.createdAt - b.issue.createdAt ||
        a.issue.number - b.issue.number,
    );
  const tasks = ordered.slice(0, limit).map(({ issue, priority }) => toTask(issue, priority));
  const cut = issues.length < mostListed ? {} : { onlyOldest: mostListed };
  return { tasks, leftOut: ordered.length - tasks.length, ...cut };
}

function toTask(issue: Issue, priority: number | undefined): Task {
  const estimate = estimateOf(issue.labels);
  const [assignee] = issue.assignees;
  return {
    number: issue.number,
    title: issue.title,
    url: issue.url,
    state: 'pending',
    asOf: issue.updatedAt,
    ...(assignee === undefined ? {} : { assignee }),
    ...(estimate === undefined ? {} : { estimate }),
    ...(priority === undefined ? {} : { priority }),
  };
}

/** The most urgent of the labels `P0` to `P3`, also as `priority: P1` or `priority/p1`. */
function priorityOf(labels: readonly string[]): number | undefined {
  const found = labels.flatMap((label) => /^(?:priority\s*[:/]\s*)?p([0-3])$/i.exec(label.trim())?.[1] ?? []);
  return found.length === 0 ? undefined : Math.min(...found.map(Number));
}

/** What stands behind `estimate:`, `effort:` or `size:`. */
function estimateOf(labels: readonly string[]): string | undefined {
  return labels.flatMap((label) => /^(?:estimate|effort|size)\s*[:/]\s*(.+)$/i.exec(label.trim())?.[1] ?? [])[0];
}
