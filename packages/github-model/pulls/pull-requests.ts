/** Pull requests: opening, finding, draft and ready, closing and reopening, and what a push does to them. `at` is now, in epoch milliseconds. */
import { contains, shaOf } from '../code.ts';
import { closeIssue, type NewIssue, openIssue, reopenIssue } from '../issues.ts';
import { type DequeueReason, type GitHubModel, ownerOf, type PullRequest, type PullRequestIssue } from '../model.ts';
import { notFound, Refusal } from '../refusal.ts';

type NewPullRequest = NewIssue & Pick<PullRequest, 'draft' | 'head' | 'base'>;

/** @throws Refusal 422 where one of that head is open, or there are no drafts; 404 where there are none at all: what GitHub says then is written nowhere */
export function openPullRequest(model: GitHubModel, { draft, head, base, ...given }: NewPullRequest): PullRequestIssue {
  if (model.withoutPullRequests) throw notFound();
  if (model.withoutDrafts && draft) throw new Refusal(422, 'Draft pull requests are not supported in this repository.');
  if (isTaken(model, head, base))
    throw new Refusal(422, `Validation Failed: A pull request already exists for ${ownerOf(model)}:${head}.`);
  const pullRequest = { draft, head, base, headSha: model.branches[head] ?? shaOf(head), merged: false };
  return Object.assign(openIssue(model, given), { pullRequest });
}

/** @throws Refusal 422 where a branch is not there, or the head has no commit that the base lacks */
export function assertOpenable(model: GitHubModel, { head, base }: Pick<PullRequest, 'head' | 'base'>): void {
  const [headSha, baseSha] = [model.branches[head], model.branches[base]];
  if (headSha === undefined || baseSha === undefined) throw new Refusal(422, 'Validation Failed');
  if (contains(model, baseSha, headSha))
    throw new Refusal(422, `Validation Failed: No commits between ${base} and ${head}`);
}

function isTaken(model: GitHubModel, head: string, base: string): boolean {
  return pullRequestsOf(model, head).some(({ state, pullRequest }) => state === 'open' && pullRequest.base === base);
}

/** The oldest first. */
export function pullRequests({ issues }: Pick<GitHubModel, 'issues'>): PullRequestIssue[] {
  return issues.filter((issue): issue is PullRequestIssue => issue.pullRequest !== undefined);
}

/** Of a branch of this repository, the newest first. */
export function pullRequestsOf(model: Pick<GitHubModel, 'issues'>, head: string): PullRequestIssue[] {
  return pullRequests(model)
    .filter(({ pullRequest }) => pullRequest.head === head && pullRequest.fork === undefined)
    .toReversed();
}

/** The newest first. */
export function openPullRequests(model: Pick<GitHubModel, 'issues'>): PullRequestIssue[] {
  return pullRequests(model)
    .filter(({ state }) => state === 'open')
    .toReversed();
}

/** Those that changed last first. */
export function closedPullRequests(model: Pick<GitHubModel, 'issues'>): PullRequestIssue[] {
  const closed = pullRequests(model).filter(({ state }) => state === 'closed');
  return closed.toSorted((one, other) => other.updatedAt - one.updatedAt);
}

/** @throws Refusal 404 */
export function getPullRequest(model: Pick<GitHubModel, 'issues'>, number: number): PullRequestIssue {
  const found = pullRequests(model).find((each) => each.number === number);
  if (found === undefined) throw notFound();
  return found;
}

/** Open ones whose newest commit it is. */
export function pullRequestsAt(model: Pick<GitHubModel, 'issues'>, sha: string): PullRequestIssue[] {
  return pullRequests(model).filter(({ state, pullRequest }) => state === 'open' && pullRequest.headSha === sha);
}

/** False where nothing changed, as with one that is closed. */
export function setDraft(pull: PullRequestIssue, draft: boolean, at: number): boolean {
  if (pull.state === 'closed' || pull.pullRequest.draft === draft) return false;
  pull.pullRequest.draft = draft;
  pull.updatedAt = at;
  return true;
}

/** Nothing is merged. False where it is closed already. */
export function closePullRequest(pull: PullRequestIssue, by: string, at: number): boolean {
  const closed = closeIssue(pull, by, 'completed', at);
  pull.stateReason = null;
  dequeue(pull, 'manual', at);
  return closed;
}

/** Takes it out of the merge queue. False where it is in none. */
export function dequeue({ pullRequest }: PullRequestIssue, reason: DequeueReason | undefined, at: number): boolean {
  if (pullRequest.queued === undefined) return false;
  delete pullRequest.queued;
  pullRequest.dequeued = { at, ...(reason === undefined ? {} : { reason }) };
  return true;
}

/** False where it is open already. @throws Refusal 422 where it is merged, its branch is gone, or another one is open */
export function reopenPullRequest(model: GitHubModel, pull: PullRequestIssue, at: number): boolean {
  if (pull.state === 'open') return false;
  const { merged, head, base, fork } = pull.pullRequest;
  if (merged) throw unchangeable('The pull request is merged.');
  if (!Object.hasOwn(model.branches, head) && fork === undefined)
    throw unchangeable(`The ${head} branch has been deleted.`);
  if (isTaken(model, head, base)) throw unchangeable(`There is already an open pull request from ${head} to ${base}.`);
  reopenIssue(pull, at);
  pull.stateReason = null;
  if (fork === undefined) pull.pullRequest.headSha = model.branches[head] ?? '';
  return true;
}

function unchangeable(why: string): Refusal {
  return new Refusal(422, `Validation Failed: state cannot be changed. ${why}`);
}

type Moved = { pull: PullRequestIssue; before: string };

/** Lets open pull requests follow their branch. Those that moved, with the head they had. */
export function followBranch(model: GitHubModel, branch: string, at: number): Moved[] {
  const sha = model.branches[branch];
  const behind = pullRequestsOf(model, branch).filter(
    ({ state, pullRequest }) => state === 'open' && pullRequest.headSha !== sha,
  );
  return behind.map((pull) => {
    const before = pull.pullRequest.headSha;
    Object.assign(pull.pullRequest, { headSha: sha ?? before });
    delete pull.pullRequest.conflicts;
    dequeue(pull, undefined, at);
    pull.updatedAt = at;
    return { pull, before };
  });
}

/** Closes the open pull requests that come from it or go to it; those are told. @throws Refusal 422 where there is none of that name, or it is protected */
export function deleteBranch(model: GitHubModel, name: string, by: string, at: number): PullRequestIssue[] {
  if (!Object.hasOwn(model.branches, name)) throw new Refusal(422, 'Reference does not exist');
  if (model.protections[name] !== undefined) throw new Refusal(422, 'Cannot delete this protected branch');
  delete model.branches[name];
  const ofBranch = pullRequests(model).filter(
    ({ pullRequest: { head, base, fork } }) => base === name || (head === name && fork === undefined),
  );
  return ofBranch.filter((pull) => closePullRequest(pull, by, at));
}
