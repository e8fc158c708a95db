/** From what Octokit throws to a `GitHubError`. */

import { RequestError } from '@octokit/request-error';
import { maskSecrets } from '@valine/lambda-kit';
import { NoToken } from '../auth/no-token.ts';
import { textOf } from '../json-fields.ts';
import { NOT_SENT } from './create-octokit.ts';
import { GitHubError, type GitHubFailure } from './github-error.ts';
import { installationAdvice, privateKeyAdvice, refusalAdvice } from './refusal-advice.ts';

type ErrorResponse = NonNullable<RequestError['response']>;

/** Where GitHub names no time for a secondary limit, it asks for at least a minute. */
const SECONDARY_LIMIT_SECONDS = 60;

export function toGitHubError(operation: string, error: unknown): GitHubError {
  if (error instanceof GitHubError) return error;
  // An answer that a method could not read is no answer.
  if (error instanceof TypeError) return fromNetwork(operation, error);
  if (error instanceof NoToken) return fromMint(toGitHubError(operation, error.failure));
  if (!(error instanceof RequestError)) return fromCredentials(operation, error);
  const answer = error.response;
  if (answer === undefined) return fromNetwork(operation, error);
  const reason = reasonOf(answer);
  const retryAfterSeconds = secondsToWait(answer, reason);
  const detail = detailOf(answer);
  const advice = refusalAdvice(detail, textOf(answer.headers['x-accepted-github-permissions']));
  return new GitHubError({ operation, reason, status: answer.status, retryAfterSeconds, detail, advice });
}

/** That the installation is not there says nothing of what was asked for. */
function fromMint(failure: GitHubError): GitHubError {
  const { operation, status, retryAfterSeconds, detail } = failure;
  const said = { operation, status, retryAfterSeconds, detail, mayHaveLanded: false };
  const { reason } = failure;
  if (reason === 'unavailable' || reason === 'rate_limited') return new GitHubError({ ...said, reason });
  return new GitHubError({ ...said, reason: 'unauthorized', advice: failure.advice ?? installationAdvice() });
}

/** Codes of a connection that never was: nothing can have reached GitHub. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', NOT_SENT]);

function fromNetwork(operation: string, error: Error): GitHubError {
  const mayHaveLanded = !codesOf(error).some((code) => NEVER_SENT.has(code));
  return new GitHubError({ operation, reason: 'unavailable', detail: firstLine(error.message), mayHaveLanded });
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return ['code' in error ? String(error.code) : '', ...codesOf(error.cause)];
}

/** Octokit throws something else only when it cannot make the App's token. Its own text could quote the key. */
function fromCredentials(operation: string, error: unknown): GitHubError {
  const kind = error instanceof Error ? error.name : typeof error;
  const detail = `the App's private key cannot be used (${kind})`;
  return new GitHubError({ operation, reason: 'unauthorized', detail, advice: privateKeyAdvice() });
}

function reasonOf(answer: ErrorResponse): GitHubFailure {
  const { status } = answer;
  if (status === 429 || (status === 403 && isLimit(answer))) return 'rate_limited';
  if (status === 401) return 'unauthorized';
  if (status === 403) return isRefusal(answer) ? 'invalid' : 'forbidden';
  if (status === 404 || status === 410) return 'not_found';
  return status < 400 || status >= 500 || status === 408 ? 'unavailable' : 'invalid';
}

function isLimit({ headers, data }: ErrorResponse): boolean {
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(messageIn(data) ?? '')
  );
}

/** What GitHub says of a run that nobody may repeat, or not now: no permission would help. */
function isRefusal({ data }: ErrorResponse): boolean {
  return /already running|cannot be (retried|re-?run)|unable to (retry|re-?run)/i.test(messageIn(data) ?? '');
}

function secondsToWait({ headers, status }: ErrorResponse, reason: GitHubFailure): number | undefined {
  if (reason !== 'rate_limited' && status !== 503) return undefined;
  const retryAfter = Number(headers['retry-after']);
  if (Number.isFinite(retryAfter) && retryAfter > 0) return Math.ceil(retryAfter);
  if (reason !== 'rate_limited') return undefined;
  return headers['x-ratelimit-remaining'] === '0' ? secondsToReset(headers) : SECONDARY_LIMIT_SECONDS;
}

/** By GitHub's clock, not ours: the answer carries both its own time and that of the reset. One second to be past it. */
export function secondsToReset(headers: Readonly<Record<string, unknown>>): number {
  const seconds = Number(headers['x-ratelimit-reset']) - Date.parse(textOf(headers['date']) ?? '') / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds) + 1) : SECONDARY_LIMIT_SECONDS;
}

/** Of a validation that failed, what failed: "A pull request already exists" stands there alone. */
function detailOf({ data }: ErrorResponse): string | undefined {
  const message = messageIn(data);
  if (message === undefined) return undefined;
  const problems = errorsIn(data).flatMap((problem) => messageIn(problem) ?? []);
  return firstLine([message, ...problems].join(': ').replace(RULE, '$1: $2'));
}

/** Which rule it is stands below that there is one. */
const RULE = /^(Repository rule violations found)\s*\n\s*(\S[^\n]*)/;

function errorsIn(data: unknown): unknown[] {
  if (typeof data !== 'object' || data === null || !('errors' in data)) return [];
  return Array.isArray(data.errors) ? data.errors : [];
}

/** GitHub's sentence in a JSON answer; a proxy's HTML page says nothing worth keeping. */
function messageIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('message' in data)) return undefined;
  return typeof data.message === 'string' ? data.message : undefined;
}

const MOST_SAID = 200;

/** It goes into records and messages, and may quote what was sent. */
function firstLine(text: string): string {
  const line = maskSecrets(text.split('\n')[0] ?? '');
  // Half of a secret that is known would not be known any more.
  return line.length <= MOST_SAID ? line : line.slice(0, MOST_SAID).replace(/\S+$/, '').trimEnd();
}
