/** What was found out about the head of a pull request: its checks and its reviews. */

import { fieldsOf, textOf, timeOf } from '../json-fields.ts';
import { attempt } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { toGitHubError } from '../requests/to-github-error.ts';
import { findAccount } from './find-account.ts';
import type { FoundCheck, FoundPullRequest, FoundReview, GitHubLookups } from './github-lookups.ts';

type HeadLookups = Pick<GitHubLookups, 'checksOf' | 'reviewsOf' | 'requirementsOf'>;

const PER_PAGE = 100;
const MOST_PAGES = 5;

export function createHeadLookups({ octokit, owner, repo }: Connection): HeadLookups {
  const { rest } = octokit;
  const at = { owner, repo };
  return {
    checksOf: (ref) =>
      attempt(`read the checks of ${ref}`, async () => {
        const asked = { ...at, ref, per_page: PER_PAGE };
        const runs = await readPages(
          async (page) => (await rest.checks.listForRef({ ...asked, page })).data.check_runs,
        );
        const statuses = await readPages(
          async (page) => (await rest.repos.getCombinedStatusForRef({ ...asked, page })).data.statuses,
        );
        const checks = [...runs.entries.map(fromCheckRun), ...statuses.entries.map(fromStatus)];
        return { checks, isWhole: runs.isWhole && statuses.isWhole };
      }),
    requirementsOf: (branch) =>
      attempt(`read what ${branch} requires`, async () => {
        const asked = { ...at, branch, per_page: PER_PAGE };
        const rules = await readPages(async (page) => (await rest.repos.getBranchRules({ ...asked, page })).data).catch(
          unlessUnknown,
        );
        const { data } = await rest.repos.getBranch({ ...at, branch });
        const ofProtection = requiredByProtection(data);
        const checks = [...rules.entries.flatMap(requiredByRule), ...(ofProtection ?? [])];
        const queue = rules.entries.some((rule) => fieldsOf(rule).type === 'merge_queue') ? { hasQueue: true } : {};
        return { checks: [...new Set(checks)], isWhole: rules.isWhole && ofProtection !== undefined, ...queue };
      }),
    reviewsOf: (pull_number) =>
      attempt(`read the reviews of #${pull_number}`, async () => {
        const asked = { ...at, pull_number, per_page: PER_PAGE };
        const { entries, isWhole } = await readPages(
          async (page) => (await rest.pulls.listReviews({ ...asked, page })).data,
        );
        const reviews = entries.map(fromReview);
        return { reviews: lastOfEach(reviews), isWhole: isWhole && !reviews.includes('unreadable') };
      }),
  };
}

type Pages = { entries: unknown[]; isWhole: boolean };

/** What these credentials may not see is not there for us, and not whole. @throws TypeError for what is no list */
async function readPages(read: (page: number) => Promise<unknown>): Promise<Pages> {
  const entries: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const list = await read(page).catch(unlessForbidden);
    if (list === FORBIDDEN) return { entries, isWhole: false };
    if (!Array.isArray(list)) throw new TypeError('the answer is not as GitHub gives it');
    entries.push(...list);
    if (list.length < PER_PAGE) return { entries, isWhole: true };
  }
  return { entries, isWhole: false };
}

const FORBIDDEN = Symbol('forbidden');

function unlessForbidden(error: unknown): typeof FORBIDDEN {
  if (toGitHubError('read a list', error).reason === 'forbidden') return FORBIDDEN;
  throw error;
}

/** Servers that are older than rules. */
function unlessUnknown(error: unknown): Pages {
  if (toGitHubError('read a list', error).reason === 'not_found') return { entries: [], isWhole: false };
  throw error;
}

const PASSED = new Set(['success', 'neutral', 'skipped']);
const FAILED = new Set(['failure', 'error', 'timed_out', 'startup_failure', 'action_required', 'cancelled']);
const PENDING = new Set(['queued', 'in_progress', 'requested', 'waiting', 'pending']);

function fromCheckRun(json: unknown): FoundCheck {
  const { name, status, conclusion, html_url, details_url } = fieldsOf(json);
  const word = status === 'completed' ? conclusion : status;
  return checkOf({ name, word, url: textOf(html_url) ?? textOf(details_url) });
}

function fromStatus(json: unknown): FoundCheck {
  const { context, state, target_url } = fieldsOf(json);
  return checkOf({ name: context, word: state, url: textOf(target_url) });
}

/** `word`: GitHub's, for how it stands. */
function checkOf({ name, word, url }: { name: unknown; word: unknown; url: string | undefined }): FoundCheck {
  return {
    name: textOf(name) ?? 'without a name',
    is: standOf(textOf(word) ?? ''),
    ...(url === undefined ? {} : { url }),
  };
}

function standOf(word: string): FoundCheck['is'] {
  if (PASSED.has(word)) return 'passed';
  if (FAILED.has(word)) return 'failed';
  return PENDING.has(word) ? 'pending' : 'unknown';
}

/** Capitals in the API, small letters in webhooks. */
const JUDGES = ['approved', 'changes_requested', 'dismissed'] as const;
const JUDGES_NOTHING = ['commented', 'pending'];

function fromReview(json: unknown): FoundReview | 'judges nothing' | 'unreadable' {
  const { user, state, commit_id, submitted_at } = fieldsOf(json);
  const word = textOf(state)?.toLowerCase() ?? '';
  if (JUDGES_NOTHING.includes(word)) return 'judges nothing';
  const is = JUDGES.find((each) => each === word);
  if (is === undefined) return 'unreadable';
  const headSha = textOf(commit_id);
  // Whose account is gone is shown as `ghost`.
  const { login, isPerson } = findAccount(user) ?? { login: 'ghost', isPerson: false };
  return { login, isPerson, is, ...(headSha === undefined ? {} : { headSha }), at: timeOf(submitted_at) };
}

/** GitHub gives the oldest first. */
function lastOfEach(reviews: readonly (FoundReview | string)[]): FoundReview[] {
  const judging = reviews.filter((review) => typeof review !== 'string');
  return [...new Map(judging.map((review) => [review.login, review])).values()];
}

/** People and teams. */
export function fromAskedFor(json: unknown): Pick<FoundPullRequest, 'askedFor'> {
  const { requested_reviewers, requested_teams } = fieldsOf(json);
  if (!Array.isArray(requested_reviewers)) return {};
  const logins = requested_reviewers.flatMap((person) => textOf(fieldsOf(person).login) ?? []);
  const teams = Array.isArray(requested_teams) ? requested_teams : [];
  const slugs = teams.flatMap((team) => textOf(fieldsOf(team).slug) ?? []);
  return { askedFor: [...logins, ...slugs.map((slug) => `@${slug}`)] };
}

function requiredByRule(json: unknown): string[] {
  const { type, parameters } = fieldsOf(json);
  if (type !== 'required_status_checks') return [];
  return namesOf(fieldsOf(parameters).required_status_checks, 'context');
}

/** Undefined where GitHub does not tell it. */
function requiredByProtection(json: unknown): string[] | undefined {
  const { protected: isProtected, protection } = fieldsOf(json);
  if (isProtected === false) return [];
  const required = fieldsOf(fieldsOf(protection).required_status_checks);
  const { contexts, checks } = required;
  if (!Array.isArray(contexts) && !Array.isArray(checks)) return undefined;
  const names: unknown[] = Array.isArray(contexts) ? contexts : [];
  return [...names.flatMap((name) => textOf(name) ?? []), ...namesOf(checks, 'context')];
}

function namesOf(list: unknown, field: string): string[] {
  const entries: unknown[] = Array.isArray(list) ? list : [];
  return entries.flatMap((entry) => textOf(fieldsOf(entry)[field]) ?? []);
}
