/** What a task says on GitHub, and of it. */
import { codeSpan } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';

export function pullRequestText({ issue, planId, requestedBy }: TaskRecord): string {
  return [
    `Closes #${issue.number}`,
    '',
    `Part of plan ${codeSpan(planId)}, approved by ${codeSpan(requestedBy.name)}.`,
    'The branch holds one empty commit so far: push the work to it, and mark this pull request as ready for review when it is done.',
  ].join('\n');
}

/** On the issue. */
export function begunText({ pullRequest, head, planId, requestedBy }: TaskRecord): string {
  const where = pullRequest === undefined ? `on ${codeSpan(head)}` : `in #${pullRequest.number}`;
  return `Work begins ${where}: plan ${codeSpan(planId)}, approved by ${codeSpan(requestedBy.name)}.`;
}

export function notMergedText(reason: string): string {
  return `GitHub did not merge it: ${reason}`;
}
