/** Lists issues page by page, within a number of pages and a time. */
import type { Octokit } from '@octokit/rest';
import { bounded } from './bounded.ts';
import { fromIssueJson, type Issue } from './issue.ts';

const PER_PAGE = 100;
const MAX_PAGES = 10;

/** A plan takes 25 issues: whoever has more than this to choose from is told that these are not all. */
export const MAX_LISTED_ISSUES = PER_PAGE * MAX_PAGES;

export type IssueQuery = { owner: string; repo: string; labels: string };

/** Throws what Octokit throws. */
export async function listIssues({ rest }: Octokit, query: IssueQuery, withinMs: number): Promise<Issue[]> {
  const oldestFirst = { state: 'open', sort: 'created', direction: 'asc', per_page: PER_PAGE } as const;
  const shared = { ...query, ...oldestFirst, ...bounded(withinMs) };
  const asked = { repository: `${query.owner}/${query.repo}`, label: query.labels };
  const issues: Issue[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data, headers } = await rest.issues.listForRepo({ ...shared, page });
    issues.push(...data.flatMap((json) => fromIssueJson(json, asked) ?? []));
    if (!headers.link?.includes('rel="next"')) break;
  }
  return issues;
}
