/** What a pull request, as GitHub shows it, means for its task. */
import type { PullRequestState } from '@valine/contracts';
import type { FoundPullRequest } from '@valine/github';
import type { TaskRecord } from '@valine/records';

/** Undefined where the task knows it, or knows something newer. `by`: login of whose doing it is, where that is known. */
export function decideSeen(
  { seen }: Pick<TaskRecord, 'seen'>,
  pull: FoundPullRequest,
  by: string | undefined,
): TaskRecord['seen'] {
  const is = stateOf(pull);
  if (seen !== undefined && (seen.is === is || seen.is === 'merged' || pull.updatedAt < seen.at)) return undefined;
  return { is, at: pull.updatedAt, ...(by === undefined ? {} : { by }) };
}

export function stateOf({
  state,
  merged,
  draft,
}: Pick<FoundPullRequest, 'state' | 'merged' | 'draft'>): PullRequestState {
  if (merged) return 'merged';
  if (state === 'closed') return 'closed';
  return draft ? 'draft' : 'ready';
}

/** The number of the issue whose task made the branch. */
export function issueOf(branch: string): number | undefined {
  const [, digits] = /^valine\/issue-(\d{1,12})(?:-|$)/.exec(branch) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
