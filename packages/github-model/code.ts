/** Commits and branches. */
import { createHash } from 'node:crypto';
import type { Commit, GitHubModel } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** The same content gives the same SHA. */
export function createCommit(model: GitHubModel, commit: Commit): string {
  const sha = shaOf(JSON.stringify(commit));
  model.commits[sha] = commit;
  return sha;
}

/** @throws Refusal 404 */
export function getCommit({ commits }: Pick<GitHubModel, 'commits'>, sha: string): Commit {
  const found = Object.hasOwn(commits, sha) ? commits[sha] : undefined;
  if (found === undefined) throw notFound();
  return found;
}

/** Whether the first has every commit of the second. False where one of them is not there. */
export function contains(model: GitHubModel, sha: string, other: string): boolean {
  return Object.hasOwn(model.commits, sha) && historyOf(model, sha).has(other);
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

/** @throws Refusal 422 where there is one of that name, or none may be */
export function createBranch({ branches, restrictedBranches }: GitHubModel, name: string, sha: string): void {
  if (restrictedBranches !== undefined && name.startsWith(restrictedBranches))
    throw new Refusal(
      422,
      'Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n',
    );
  if (Object.hasOwn(branches, name)) throw new Refusal(422, 'Reference already exists');
  branches[name] = sha;
}

/** What stands for content that nobody has. */
export function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
