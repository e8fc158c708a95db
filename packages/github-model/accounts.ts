/** Who is a person, and who wrote what. */
import { getCommit } from './code.ts';
import type { GitHubModel, PullRequestIssue, Run } from './model.ts';
import { lastAttempt } from './runs.ts';

/** GitHub names the identities of Apps so, but for some of its own. */
export function isProgram({ programs = [] }: Pick<GitHubModel, 'programs'>, login: string): boolean {
  return login.endsWith('[bot]') || programs.includes(login);
}

type Accounts = Pick<GitHubModel, 'accountIds' | 'collaborators' | 'issues' | 'comments'>;

/** The same login has the same id on every machine, unless its owner had another login before. */
export function accountIdOf({ accountIds = {} }: Pick<GitHubModel, 'accountIds'>, login: string): number {
  const own = Object.hasOwn(accountIds, login) ? accountIds[login] : undefined;
  return (
    own ?? Array.from(login).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 90_000_000, 7) + 1_000_000
  );
}

/** Whose login was seen here, in any part. */
export function loginOfAccount(model: Accounts & Pick<GitHubModel, 'devices'>, id: number): string | undefined {
  const renamed = Object.entries(model.accountIds ?? {}).find(([, known]) => known === id)?.[0];
  const seen = [
    ...(model.devices ?? []).flatMap(({ login }) => login ?? []),
    ...model.issues.flatMap(({ author, assignees }) => [author, ...assignees]),
    ...model.comments.map(({ author }) => author),
    ...Object.keys(model.collaborators ?? {}),
  ];
  return renamed ?? seen.find((login) => accountIdOf(model, login) === id);
}

/** A commit is by whoever has its address, or by nobody that GitHub knows. */
export function isLogin(author: string): boolean {
  return /^[A-Za-z0-9](?:-?[A-Za-z0-9])*(?:\[bot\])?$/.test(author);
}

/** With which a commit is signed. */
export function emailOf(author: string): string {
  return `${author.toLowerCase().replaceAll(' ', '-')}@users.noreply.github.com`;
}

/** SHAs of those that its head has and its base lacks, the oldest first. */
export function commitsOf(model: GitHubModel, { pullRequest: { headSha, base } }: PullRequestIssue): string[] {
  const found: string[] = [];
  const known = new Set(Object.hasOwn(model.commits, model.branches[base] ?? '') ? [model.branches[base] ?? ''] : []);
  for (const sha of known) for (const parent of model.commits[sha]?.parents ?? []) known.add(parent);
  const next = Object.hasOwn(model.commits, headSha) ? [headSha] : [];
  for (let sha = next.shift(); sha !== undefined; sha = next.shift()) {
    if (known.has(sha)) continue;
    known.add(sha);
    found.unshift(sha);
    next.push(...getCommit(model, sha).parents.filter((parent) => Object.hasOwn(model.commits, parent)));
  }
  return found;
}

/** Those at a commit that go on once a person lets them, the newest first. */
export function waitingRunsAt<R extends Run>({ runs }: { runs: readonly R[] }, sha: string): R[] {
  const isWaiting = (run: R) => {
    const { status, conclusion } = lastAttempt(run);
    return status === 'waiting' || conclusion === 'action_required';
  };
  return runs.filter((run) => run.sha === sha && isWaiting(run)).toReversed();
}
