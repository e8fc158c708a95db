/** The calls to GitHub that the services make, typed and thin. */
import type { Octokit } from '@octokit/rest';
import { attempt, bounded } from './attempt.ts';
import type { Connection } from './connection.ts';
import type { OctokitOptions } from './create-octokit.ts';
import { GitHubError } from './github-error.ts';
import { fromIssueJson, type Issue } from './issue.ts';
import { fieldsOf, textOf } from './json-fields.ts';
import { toGitHubError } from './to-github-error.ts';

export interface GitHub {
  /**
   * The open issues that carry the label, pull requests among them, oldest first; `MAX_LISTED_ISSUES` of them at most.
   * `withinMs` bounds the whole, as each request is bounded anyway. @throws GitHubError
   */
  listOpenIssues(label: string, withinMs?: number): Promise<Issue[]>;
  /** The issue, or undefined when it was deleted, moved to another repository or never was. @throws GitHubError */
  findIssue(number: number, withinMs?: number): Promise<Issue | undefined>;
}

/** `repository` is `owner/name`. */
export type GitHubOptions = OctokitOptions & { repository: string };

/** Half of what our functions may take. */
const WITHIN_MS = 15_000;

type Where = Pick<Connection, 'octokit' | 'owner' | 'repo' | 'pages'>;

export function createGitHub({ octokit, owner, repo, pages }: Where): GitHub {
  return {
    listOpenIssues: (label, withinMs = WITHIN_MS) =>
      attempt('list issues', () => listIssues(octokit, { owner, repo, labels: label }, { withinMs, pages })),

    findIssue: (number, withinMs = WITHIN_MS) =>
      attempt(`read issue #${number}`, async () => {
        const at = { owner, repo, ...bounded(withinMs) };
        const asked = { repository: `${owner}/${repo}`, pages, number };
        const json = await orUndefined(octokit.rest.issues.get({ ...at, issue_number: number }));
        if (json !== undefined && isIn(json, asked.repository)) return fromIssueJson(json, asked);
        // Gone from the repository, or the repository from us? Only the repository itself can tell.
        const { data } = await octokit.rest.repos.get(at);
        if (data.has_issues === false) throw issuesDisabled(number);
        return json !== undefined && isIn(json, data.full_name) ? fromIssueJson(json, asked) : undefined;
      }),
  };
}

/** What GitHub answered, whatever it is; undefined when it is not there. */
async function orUndefined(call: Promise<{ data: object }>): Promise<object | undefined> {
  try {
    return (await call).data;
  } catch (error) {
    if (toGitHubError('read', error).reason === 'not_found') return undefined;
    throw error;
  }
}

/** GitHub follows an issue that was moved: the answer then names another repository. */
function isIn(issue: object, repository: string): boolean {
  const url = textOf(fieldsOf(issue).repository_url);
  return url === undefined || url.toLowerCase().endsWith(`/repos/${repository.toLowerCase()}`);
}

function issuesDisabled(number: number): GitHubError {
  return new GitHubError({
    operation: `read issue #${number}`,
    reason: 'forbidden',
    status: 410,
    detail: 'issues are switched off in this repository',
  });
}

const PER_PAGE = 100;
const MAX_PAGES = 10;

/** A plan takes 25 issues: whoever has more than this to choose from is told that these are not all. */
export const MAX_LISTED_ISSUES = PER_PAGE * MAX_PAGES;

export type IssueQuery = { owner: string; repo: string; labels: string };

/** Throws what Octokit throws. */
async function listIssues(
  { rest }: Octokit,
  query: IssueQuery,
  how: { withinMs: number; pages: string },
): Promise<Issue[]> {
  const oldestFirst = { state: 'open', sort: 'created', direction: 'asc', per_page: PER_PAGE } as const;
  const shared = { ...query, ...oldestFirst, ...bounded(how.withinMs) };
  const asked = { repository: `${query.owner}/${query.repo}`, pages: how.pages, label: query.labels };
  const issues: Issue[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data, headers } = await rest.issues.listForRepo({ ...shared, page });
    issues.push(...data.flatMap((json) => fromIssueJson(json, asked) ?? []));
    if (!headers.link?.includes('rel="next"')) break;
  }
  return issues;
}
