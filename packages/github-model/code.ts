/** Commits, branches and pull requests. */
import { createHash } from 'node:crypto';
import { type NewIssue, openIssue } from './issues.ts';
import { type Commit, type GitHubModel, ownerOf, type PullRequest, type PullRequestIssue } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** The same content gives the same SHA. */
export function createCommit(model: GitHubModel, commit: Commit): string {
  const sha = shaOf(JSON.stringify(commit));
  model.commits[sha] = commit;
  return sha;
}

type Push = Pick<Commit, 'message' | 'author' | 'at'> & {
  branch?: string;
  /** Takes the place of the newest commit, which is in no branch then. */
  force?: boolean;
};

/** A commit on top of a branch, which begins with it where there was none. Its SHA. */
export function push(model: GitHubModel, { branch = 'main', force = false, ...commit }: Push): string {
  const newest = model.branches[branch];
  const parents = force ? (model.commits[newest ?? '']?.parents ?? []) : [newest].filter((sha) => sha !== undefined);
  const sha = createCommit(model, { ...commit, tree: shaOf(commit.message), parents });
  model.branches[branch] = sha;
  return sha;
}

export type Comparison = { status: 'ahead' | 'behind' | 'diverged' | 'identical'; ahead: number; behind: number };

/** `ahead`: commits that only `head` has. @throws Refusal 404 where one is not there, or they have no history in common */
export function compareCommits(model: GitHubModel, base: string, head: string): Comparison {
  const [ofBase, ofHead] = [historyOf(model, base), historyOf(model, head)];
  const ahead = [...ofHead].filter((sha) => !ofBase.has(sha)).length;
  const behind = [...ofBase].filter((sha) => !ofHead.has(sha)).length;
  if (ahead === ofHead.size) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`);
  if (ahead > 0) return { status: behind > 0 ? 'diverged' : 'ahead', ahead, behind };
  return { status: behind > 0 ? 'behind' : 'identical', ahead, behind };
}

/** The commit and all that it goes back to. */
function historyOf({ commits }: GitHubModel, sha: string): Set<string> {
  if (!Object.hasOwn(commits, sha)) throw notFound();
  const history = new Set([sha]);
  for (const each of history) for (const parent of commits[each]?.parents ?? []) history.add(parent);
  return history;
}

/** @throws Refusal 422 where there is one of that name */
export function createBranch({ branches }: GitHubModel, name: string, sha: string): void {
  if (Object.hasOwn(branches, name)) throw new Refusal(422, 'Reference already exists');
  branches[name] = sha;
}

type NewPullRequest = NewIssue & Pick<PullRequest, 'draft' | 'head' | 'base'>;

/** @throws Refusal 422 where one of that head is open */
export function openPullRequest(model: GitHubModel, { draft, head, base, ...given }: NewPullRequest): PullRequestIssue {
  if (pullRequestsOf(model, head).some(({ state, pullRequest }) => state === 'open' && pullRequest.base === base))
    throw new Refusal(422, `Validation Failed: A pull request already exists for ${ownerOf(model)}:${head}.`);
  const pullRequest = { draft, head, base, headSha: model.branches[head] ?? shaOf(head), merged: false };
  return Object.assign(openIssue(model, given), { pullRequest });
}

/** The oldest first. */
export function pullRequests({ issues }: GitHubModel): PullRequestIssue[] {
  return issues.filter((issue): issue is PullRequestIssue => issue.pullRequest !== undefined);
}

/** Of a branch of this repository, the newest first. */
export function pullRequestsOf(model: GitHubModel, head: string): PullRequestIssue[] {
  return pullRequests(model)
    .filter(({ pullRequest }) => pullRequest.head === head)
    .toReversed();
}

/** @throws Refusal 404 */
export function getPullRequest(model: GitHubModel, number: number): PullRequestIssue {
  const found = pullRequests(model).find((each) => each.number === number);
  if (found === undefined) throw notFound();
  return found;
}

/**
 * The SHA of the commit that merges it.
 * @throws Refusal 404, 405 where it is closed, 409 where `headSha` is not its head
 */
export function mergePullRequest(
  model: GitHubModel,
  number: number,
  { headSha, by, at }: { headSha: string; by: string; at: number },
): string {
  const issue = getPullRequest(model, number);
  if (issue.state === 'closed') throw new Refusal(405, 'Pull Request is not mergeable');
  if (issue.pullRequest.headSha !== headSha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  const mergeSha = shaOf(`merge ${headSha}`);
  Object.assign(issue, { state: 'closed', closedBy: by, closedAt: at, updatedAt: at });
  Object.assign(issue.pullRequest, { merged: true, mergeSha });
  return mergeSha;
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
