/** The calls to GitHub that the services make, typed and thin. */

import type { Octokit } from '@octokit/rest';
import { accountIdsOf, type Fields, fieldsOf, textOf, timeOf, wholeNumber } from './json-fields.ts';
import { attempt, bounded } from './requests/attempt.ts';
import type { Connection } from './requests/connection.ts';
import type { OctokitOptions } from './requests/create-octokit.ts';
import { GitHubError } from './requests/github-error.ts';
import { toGitHubError } from './requests/to-github-error.ts';

export interface GitHub {
  /**
   * The open issues that carry the label, pull requests among them, oldest first; `MAX_LISTED_ISSUES` of them at most.
   * `withinMs` bounds the whole, as each request is bounded anyway. @throws GitHubError
   */
  listOpenIssues(label: string, withinMs?: number): Promise<Issue[]>;
  /** The issue, or undefined when it was deleted, moved to another repository or never was. @throws GitHubError */
  findIssue(number: number, withinMs?: number): Promise<Issue | undefined>;
  /**
   * The open issues that it waits for: by GitHub's dependencies of issues, or, where the repository has none, those that its
   * text names as `blocked by #7`. Asked only where there is one: a request, or one for each that the text names. What GitHub
   * refuses to show is unknown, and counts as open. @throws GitHubError for what passes by itself
   */
  findOpenBlockers(issue: MayBeBlocked, withinMs?: number): Promise<Blockers>;
}

export type MayBeBlocked = Pick<Issue, 'number' | 'body' | 'openBlockers'>;

/** `repository`: `owner/name`, where it is another one. `isUnseen`: named in the text, and nobody may look whether it is open. */
export type Blocker = { number: number; repository?: string; isUnseen?: boolean };

/** `unseen`: so many more, as GitHub counts, which it does not show. `refusal`: GitHub's, for the log. */
export type Blockers = { open: Blocker[]; unseen?: number; refusal?: string };

/** `repository` is `owner/name`. */
export type GitHubOptions = OctokitOptions;

/** Half of what our functions may take. */
const WITHIN_MS = 15_000;

type Where = Pick<Connection, 'octokit' | 'owner' | 'repo' | 'pages'>;

export function createGitHub({ octokit, owner, repo, pages }: Where): GitHub {
  const repository = `${owner}/${repo}`;
  return {
    async findOpenBlockers(issue, withinMs = WITHIN_MS) {
      const { number: issue_number, openBlockers } = issue;
      const at = { owner, repo, ...bounded(withinMs) };
      const what = `read what blocks issue #${issue_number}`;
      if (openBlockers === 0) return { open: [] };
      return unlessRefused(issue, () =>
        attempt(what, async () => {
          if (openBlockers !== undefined) {
            const about = { ...at, issue_number, per_page: PER_PAGE };
            const { data } = await octokit.rest.issues.listDependenciesBlockedBy(about);
            return data.flatMap((json) => fromBlockerJson(json, repository) ?? []);
          }
          const found = await Promise.all(
            namedBlockers(issue).map((each) => orUndefined(octokit.rest.issues.get({ ...at, issue_number: each }))),
          );
          return found.flatMap((json) => (json === undefined ? [] : (fromBlockerJson(json, repository) ?? [])));
        }),
      );
    },

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

/** What `look` finds; what its refusal leaves unknown otherwise. @throws GitHubError for what passes by itself */
export async function unlessRefused(issue: MayBeBlocked, look: () => Promise<Blocker[]>): Promise<Blockers> {
  try {
    return { open: await look() };
  } catch (error) {
    if (!(error instanceof GitHubError) || error.isTransient) throw error;
    const refusal = error.message;
    if (issue.openBlockers !== undefined) return { open: [], unseen: issue.openBlockers, refusal };
    return { open: namedBlockers(issue).map((number) => ({ number, isUnseen: true })), refusal };
  }
}

/** More than so many are not asked about one by one. */
const MOST_NAMED = 5;

/** Of its text, those that it waits for. */
export function namedBlockers({ body, number }: Pick<Issue, 'number' | 'body'>): number[] {
  const named = [...body.matchAll(/\bblocked by:?\s+#(\d{1,9})\b/gi)].map(([, digits]) => Number(digits));
  return [...new Set(named)].filter((each) => each !== number).slice(0, MOST_NAMED);
}

/** Undefined for one that is closed. */
function fromBlockerJson(json: unknown, repository: string): Blocker | undefined {
  const { number: given, state, repository_url } = fieldsOf(json);
  const number = wholeNumber(given);
  if (number === undefined || state === 'closed') return undefined;
  const [, where] = /\/repos\/([^/]+\/[^/]+)$/.exec(textOf(repository_url) ?? '') ?? [];
  return where === undefined || where.toLowerCase() === repository.toLowerCase()
    ? { number }
    : { number, repository: where };
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

type ListQuery = { owner: string; repo: string; labels: string };

/** Throws what Octokit throws. */
async function listIssues(
  { rest }: Octokit,
  query: ListQuery,
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

export type Issue = {
  number: number;
  title: string;
  /** For people to open. */
  url: string;
  state: 'open' | 'closed';
  /** `completed`, `not_planned`, `duplicate`, `reopened`; null while it never was closed. */
  stateReason: string | null;
  labels: string[];
  /** Markdown; empty where it has none. */
  body: string;
  /** So many open issues block it; absent where GitHub tells none, as the repository has no dependencies of issues. */
  openBlockers?: number;
  /** The issue fields of its organization that have a value; absent where GitHub tells none. */
  fields?: { name: string; value: string }[];
  /** Logins. */
  assignees: string[];
  /** GitHub's ids of these, by login. */
  accountIds?: Readonly<Record<string, number>>;
  /** Epoch milliseconds; 0 where GitHub tells none: it counts as the oldest, so that no plan leaves it out. */
  createdAt: number;
  /** Epoch milliseconds, in whole seconds; 0 where GitHub tells none: no event is older than that. */
  updatedAt: number;
  /** GitHub lists pull requests among issues. */
  isPullRequest: boolean;
};

/** What the question already tells of an issue. `repository` is `owner/name`. */
type IssueQuery = { repository: string; pages?: string; number?: number; label?: string };

const NO_TITLE = '(no title)';

/**
 * Undefined for what has no number.
 * @throws TypeError for an open issue of which neither the answer nor the question tells the labels: none is not unknown
 */
export function fromIssueJson(json: unknown, asked: IssueQuery): Issue | undefined {
  const fields = fieldsOf(json);
  const number = wholeNumber(fields.number) ?? asked.number;
  if (number === undefined) return undefined;
  const state = fields.state === 'closed' ? 'closed' : 'open';
  return {
    number,
    title: textOf(fields.title) ?? NO_TITLE,
    url: textOf(fields.html_url) ?? `${asked.pages ?? 'https://github.com'}/${asked.repository}/issues/${number}`,
    state,
    stateReason: textOf(fields.state_reason) ?? null,
    labels: labelsOf(fields.labels, state, asked),
    body: textOf(fields.body) ?? '',
    ...openBlockersOf(fields.issue_dependencies_summary),
    ...issueFieldsOf(fields.issue_field_values),
    assignees: assigneesOf(fields).flatMap((person) => textOf(fieldsOf(person).login) ?? []),
    ...accountIdsOf(assigneesOf(fields)),
    createdAt: timeOf(fields.created_at),
    updatedAt: timeOf(fields.updated_at),
    isPullRequest: (fields.pull_request ?? null) !== null,
  };
}

function labelsOf(labels: unknown, state: Issue['state'], { label }: IssueQuery): string[] {
  if (Array.isArray(labels)) return labels.flatMap((each) => textOf(each) ?? textOf(fieldsOf(each).name) ?? []);
  if (label === undefined && state === 'open') throw new TypeError('the answer does not tell the labels of the issue');
  return label === undefined ? [] : [label];
}

function openBlockersOf(summary: unknown): Pick<Issue, 'openBlockers'> {
  const { blocked_by: openBlockers } = fieldsOf(summary);
  return typeof openBlockers === 'number' ? { openBlockers } : {};
}

/** Of one that is chosen from a list, the name of the option. GitHub has told the name of the field since 2026. */
function issueFieldsOf(values: unknown): Pick<Issue, 'fields'> {
  if (!Array.isArray(values)) return {};
  const fields = values.map(fieldsOf).flatMap(({ issue_field_name, single_select_option, value }) => {
    const name = textOf(issue_field_name);
    const text =
      textOf(fieldsOf(single_select_option).name) ?? (typeof value === 'number' ? `${value}` : textOf(value));
    return name === undefined || text === undefined ? [] : [{ name, value: text }];
  });
  return fields.length === 0 ? {} : { fields };
}

/** `assignee` is the older field; GitHub still gives both. */
function assigneesOf({ assignees, assignee }: Fields): unknown[] {
  return Array.isArray(assignees) ? assignees : [assignee];
}
