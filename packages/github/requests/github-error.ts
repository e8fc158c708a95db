/** What went wrong between us and GitHub, named by what can be done about it. */

/**
 * - `unavailable`: 5xx, no connection, no answer in time, or an answer that is not GitHub's. Try again later.
 * - `rate_limited`: a primary or secondary limit. Try again after `retryAfterSeconds`.
 * - `unauthorized`, `forbidden`: the credentials are not accepted, or may not do this.
 * - `not_found`: it does not exist, or these credentials cannot see it.
 * - `invalid`: GitHub understood and refused.
 */
export type GitHubFailure = 'unavailable' | 'rate_limited' | 'unauthorized' | 'forbidden' | 'not_found' | 'invalid';

export type GitHubErrorDetails = {
  /** What was attempted, e.g. `list issues`. */
  operation: string;
  reason: GitHubFailure;
  /** HTTP status; absent when there was no answer. */
  status?: number | undefined;
  /** When GitHub wants to be asked again. */
  retryAfterSeconds?: number | undefined;
  /** GitHub's own sentence, or the network's. */
  detail?: string | undefined;
  /** What to do about it, where the reason alone does not say. */
  advice?: string | undefined;
  /** Whether GitHub may have done it all the same; if not told, an answer below 500 says no. */
  mayHaveLanded?: boolean | undefined;
};

/** Carries no header, body or credential: it may be logged whole. */
export class GitHubError extends Error {
  override name = 'GitHubError';
  readonly operation: string;
  readonly reason: GitHubFailure;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly detail: string;
  /** Absent where the reason alone says what to do. */
  readonly advice?: string;
  /** Whether GitHub may have done it all the same. */
  readonly mayHaveLanded: boolean;
  constructor(details: GitHubErrorDetails) {
    super(gitHubErrorMessage(details));
    this.operation = details.operation;
    this.reason = details.reason;
    this.detail = details.detail ?? '';
    this.mayHaveLanded = details.mayHaveLanded ?? details.reason === 'unavailable';
    if (details.advice !== undefined) this.advice = details.advice;
    if (details.status !== undefined) this.status = details.status;
    if (details.retryAfterSeconds !== undefined) this.retryAfterSeconds = details.retryAfterSeconds;
  }

  /** It passes by itself: the same request may do later. */
  get isTransient(): boolean {
    return this.reason === 'unavailable' || this.reason === 'rate_limited';
  }
}

const NEXT = {
  unavailable: 'Try again later; https://www.githubstatus.com tells whether GitHub has a problem.',
  rate_limited: 'Try again when the limit is over.',
  unauthorized: 'Set a valid GITHUB_TOKEN, or GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_INSTALLATION_ID.',
  forbidden:
    'Give the token or the App the permission it lacks (issues, contents, pull requests, actions, variables, secrets: read and write; checks, commit statuses: read).',
  not_found: 'Check that what is named is there, GITHUB_REPOSITORY, and that the token or the App may see it.',
  invalid: 'GitHub will refuse the same request again; it has to be changed.',
} satisfies Record<GitHubFailure, string>;

function gitHubErrorMessage(details: GitHubErrorDetails): string {
  const { operation, reason, status, retryAfterSeconds, detail, advice = NEXT[reason] } = details;
  const what = status === undefined ? 'no answer' : `status ${status}`;
  const said = detail === undefined ? '' : `: ${detail.replace(/\.$/, '')}`;
  const when = retryAfterSeconds === undefined ? '' : ` Not before ${retryAfterSeconds} s have passed.`;
  return `GitHub did not ${operation} (${reason}, ${what}${said}). ${advice}${when}`;
}
