/** The merge queue of a branch: what is put into it GitHub merges itself, one after the other, or takes out again. `at` is now, in epoch milliseconds. */
import type { GitHubModel, PullRequestIssue } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { missingOf } from './merging.ts';
import { pullRequests } from './pull-requests.ts';

/** `headSha`: the head that was looked at; any, where absent. */
export type Enqueue = { headSha?: string | undefined; at: number };

/** @throws Refusal 422 where there is no queue, it is in it already, or something stands against its merge */
export function enqueue(model: GitHubModel, pull: PullRequestIssue, { headSha, at }: Enqueue): void {
  const { base, draft, conflicts, headSha: current, queued } = pull.pullRequest;
  if (!model.protections[base]?.mergeQueue) throw refused('There is no merge queue for this branch.');
  if (pull.state === 'closed') throw refused('Pull request is closed.');
  if (queued !== undefined) throw refused('Pull request is already in the queue.');
  if (headSha !== undefined && headSha !== current)
    throw refused('Head branch was modified. Review and try the merge again.');
  if (draft) throw refused('Pull request is still a draft.');
  if (conflicts) throw refused('Pull request has merge conflicts.');
  const missing = missingOf(model, pull);
  if (missing !== undefined) throw refused(missing);
  pull.pullRequest.queued = { at };
}

/** GitHub puts these two words before each reason. */
function refused(why: string): Refusal {
  return new Refusal(422, `Pull request ${why}`);
}

/** Those in the queue of a branch, the next one first. */
export function queueOf(model: Pick<GitHubModel, 'issues'>, base: string): PullRequestIssue[] {
  const since = ({ pullRequest }: PullRequestIssue) => pullRequest.queued?.at ?? 0;
  return pullRequests(model)
    .filter(({ pullRequest }) => pullRequest.base === base && pullRequest.queued !== undefined)
    .sort((one, other) => since(one) - since(other));
}
