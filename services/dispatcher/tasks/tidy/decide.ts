/** Whether the branch of a task that was merged is deleted. Pure. */
import type { FoundPullRequest } from '@valine/github';

export type TidyDecision = { do: 'delete'; sha: string } | { do: 'nothing' } | { do: 'ask again' };

/** What is seen at GitHub: the pull requests that come from the branch, and where it stands, if it is there. */
export type BranchSeen = { pulls: readonly FoundPullRequest[]; branch: { sha: string } | undefined };

/**
 * Only what was merged is deleted: a branch that has gone on since holds what nobody has merged. One that another pull
 * request still comes from is needed; GitHub would close that. `merged`: number of the task's pull request.
 */
export function decideTidy(merged: number, { pulls, branch }: BranchSeen): TidyDecision {
  const its = pulls.find(({ number }) => number === merged);
  if (branch === undefined || its === undefined) return { do: 'nothing' };
  // GitHub's lists lag.
  if (!its.merged) return { do: 'ask again' };
  const isNeeded = pulls.some(({ state }) => state === 'open');
  return isNeeded || its.headSha !== branch.sha ? { do: 'nothing' } : { do: 'delete', sha: branch.sha };
}
