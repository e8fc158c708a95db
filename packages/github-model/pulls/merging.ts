/** Whether a pull request can be merged, what GitHub says where it cannot, and merging it. */
import { checkRunsOf, combinedStatus, stateOfCheck } from '../checks.ts';
import { contains, createCommit, shaOf } from '../code.ts';
import { mergedTree } from '../files.ts';
import { closeIssue } from '../issues.ts';
import { DEFAULT_BRANCH, type GitHubModel, type Issue, type MergeMethod, type PullRequestIssue } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { issuesToClose } from './closing.ts';
import { closePullRequest, dequeue, followBranch, getPullRequest } from './pull-requests.ts';
import { opinionsOn } from './reviews.ts';

export type MergeableState = 'unknown' | 'dirty' | 'draft' | 'blocked' | 'behind' | 'unstable' | 'clean';

/** As GitHub shows it: null and `unknown` until it has been worked out for this head and this base. */
export function mergeabilityOf(
  model: GitHubModel,
  pull: PullRequestIssue,
): { mergeable: boolean | null; state: MergeableState } {
  if (pull.pullRequest.workedOut !== standOf(model, pull)) return { mergeable: null, state: 'unknown' };
  return { mergeable: !pull.pullRequest.conflicts, state: mergeableState(model, pull) };
}

/** GitHub begins to work it out when somebody asks. */
export function workOutMergeability(model: GitHubModel, pull: PullRequestIssue): void {
  pull.pullRequest.workedOut = standOf(model, pull);
}

function standOf({ branches }: GitHubModel, { pullRequest: { headSha, base, conflicts } }: PullRequestIssue): string {
  return [headSha, branches[base], ...(conflicts ? ['conflicts'] : [])].join(' ');
}

function mergeableState(model: GitHubModel, pull: PullRequestIssue): MergeableState {
  const { conflicts, draft, headSha } = pull.pullRequest;
  if (conflicts) return 'dirty';
  if (draft) return 'draft';
  if (mustCatchUp(model, pull)) return 'behind';
  if (missingOf(model, pull) !== undefined) return 'blocked';
  return isStable(model, headSha) ? 'clean' : 'unstable';
}

/** A check that is not required fails, or has not ended. */
function isStable(model: GitHubModel, sha: string): boolean {
  const { state, statuses } = combinedStatus(model, sha);
  const names = checkRunsOf(model, sha).map(({ name }) => name);
  return (
    names.every((name) => stateOfCheck(model, sha, name) === 'passed') && (statuses.length === 0 || state === 'success')
  );
}

/** Whether its base has commits that its head lacks. False where the history of either is not known. */
export function isBehind(model: GitHubModel, { pullRequest: { headSha, base } }: PullRequestIssue): boolean {
  const baseSha = model.branches[base] ?? '';
  return [baseSha, headSha].every((sha) => Object.hasOwn(model.commits, sha)) && !contains(model, headSha, baseSha);
}

function mustCatchUp(model: GitHubModel, pull: PullRequestIssue): boolean {
  return Boolean(model.protections[pull.pullRequest.base]?.upToDate) && isBehind(model, pull);
}

/** What the protection of its base lacks, in GitHub's words. */
export function missingOf(model: GitHubModel, pull: PullRequestIssue): string | undefined {
  const { requiredApprovals = 0, requiredChecks = [] } = model.protections[pull.pullRequest.base] ?? {};
  const { approve, want } = opinionsOn(model, pull.number);
  if (approve.length < requiredApprovals) return tooFewApprovalsText(requiredApprovals);
  if (requiredApprovals > 0 && want.length > 0) return 'Changes requested by a reviewer.';
  // What a head that is behind was checked for is not what would be merged.
  const behind = mustCatchUp(model, pull);
  const states = requiredChecks.map((name) => ({
    name,
    state: behind ? 'expected' : stateOfCheck(model, pull.pullRequest.headSha, name),
  }));
  return missingChecksText(states);
}

function tooFewApprovalsText(count: number): string {
  return `At least ${count} approving review${count === 1 ? ' is' : 's are'} required by reviewers with write access.`;
}

function missingChecksText(states: readonly { name: string; state: string }[]): string | undefined {
  const missing = states.filter(({ state }) => state !== 'passed');
  const [first] = missing;
  if (first === undefined) return undefined;
  if (states.length === 1) return `Required status check "${first.name}" is ${first.state}.`;
  const counted = `${missing.length} of ${states.length} required status checks`;
  if (missing.every(({ state }) => state === first.state)) return `${counted} are ${first.state}.`;
  // Those under way are counted before the colon, and not named after it.
  const counts = ['expected', 'pending', 'failing', 'errored'].flatMap((word) => {
    const count = missing.filter(({ state }) => state === word).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${counted} have not succeeded: ${counts.join(' and ')}.`;
}

const NOT_ALLOWED = { merge: 'Merge commits', squash: 'Squash merges', rebase: 'Rebase merges' } as const;

/** `headSha`: the head that was looked at; any, where absent. */
export type Merge = {
  headSha?: string | undefined;
  method?: MergeMethod | undefined;
  /** The merge queue does it. */
  fromQueue?: boolean;
  by: string;
  at: number;
};

/** `closed`: the issues that it closed. */
export type Merged = { sha: string; closed: Issue[] };

/** @throws Refusal 404, 405 where GitHub does not let it be merged, 409 where `headSha` is not its head */
export function mergePullRequest(model: GitHubModel, number: number, merge: Merge): Merged {
  const { by, at, method = 'merge' } = merge;
  const pull = getPullRequest(model, number);
  assertMergeable(model, pull, merge);
  const { base } = pull.pullRequest;
  const sha = mergeCommit(model, pull, method, merge);
  dequeue(pull, 'merged', at);
  closePullRequest(pull, by, at);
  Object.assign(pull.pullRequest, { merged: true, mergeSha: sha });
  if (Object.hasOwn(model.branches, base)) model.branches[base] = sha;
  followBranch(model, base, at);
  const closed = base === DEFAULT_BRANCH ? issuesToClose(model, pull) : [];
  return { sha, closed: closed.filter((issue) => closeIssue(issue, by, 'completed', at)) };
}

function assertMergeable(
  model: GitHubModel,
  pull: PullRequestIssue,
  { headSha, method = 'merge', fromQueue = false }: Merge,
): void {
  const { pullRequest, state } = pull;
  if (state === 'closed') throw new Refusal(405, 'Pull Request is not mergeable');
  if (pullRequest.draft) throw new Refusal(405, 'Pull Request is still a draft');
  if (!(model.mergeMethods ?? [method]).includes(method))
    throw new Refusal(405, `${NOT_ALLOWED[method]} are not allowed on this repository.`);
  if (headSha !== undefined && pullRequest.headSha !== headSha)
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  if (pullRequest.conflicts) throw new Refusal(405, 'Pull Request has merge conflicts');
  const missing = missingOf(model, pull);
  if (missing !== undefined) throw new Refusal(405, missing);
  if (model.protections[pullRequest.base]?.mergeQueue && !fromQueue)
    throw new Refusal(405, 'Changes must be made through the merge queue');
}

/** A merge commit has two parents; the others put the change on top of the base. */
function mergeCommit(model: GitHubModel, pull: PullRequestIssue, method: MergeMethod, { by, at }: Merge): string {
  const { base, head, headSha } = pull.pullRequest;
  const parents = [model.branches[base], ...(method === 'merge' ? [headSha] : [])].filter((sha) => sha !== undefined);
  const tree = mergedTree(model, model.branches[base], headSha) ?? model.commits[headSha]?.tree ?? shaOf(headSha);
  const about = { tree, parents, at };
  const { number, title, author } = pull;
  if (method === 'merge')
    return createCommit(model, { ...about, message: `Merge pull request #${number} from ${head}`, author: by });
  const message = method === 'squash' ? `${title} (#${number})` : (model.commits[headSha]?.message ?? title);
  return createCommit(model, { ...about, message, author });
}

/**
 * Merges the base into the head; the head's new SHA.
 * @throws Refusal 422 where `headSha` is not its head, it is not behind, or they conflict
 */
export function updateBranch(model: GitHubModel, pull: PullRequestIssue, { headSha, by, at }: Merge): string {
  const { head, base, conflicts, headSha: current, fork } = pull.pullRequest;
  // One that is closed shows the head that it had then.
  const now = fork === undefined ? (model.branches[head] ?? current) : current;
  if (headSha !== undefined && (headSha !== current || headSha !== now))
    throw new Refusal(422, 'expected head sha didn’t match current head ref.');
  if (!isBehind(model, pull)) throw new Refusal(422, 'There are no new commits on the base branch.');
  if (conflicts) throw new Refusal(422, 'merge conflict between base and head');
  const parents = [current, model.branches[base]].filter((sha) => sha !== undefined);
  const message = `Merge branch '${base}' into ${head}`;
  const tree = mergedTree(model, model.branches[base], current) ?? shaOf(parents.join());
  const sha = createCommit(model, { message, tree, parents, author: by, at });
  model.branches[head] = sha;
  return sha;
}
