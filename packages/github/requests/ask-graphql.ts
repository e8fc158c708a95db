/** Asks GitHub's GraphQL API, for what the REST API does not have. An answer of 200 may be a refusal there. */
import type { Octokit } from '@octokit/rest';
import { type Fields, fieldsOf, textOf } from '../json-fields.ts';
import { GitHubError, type GitHubFailure } from './github-error.ts';
import { refusalAdvice } from './refusal-advice.ts';
import { secondsToReset } from './to-github-error.ts';

/** As the REST API would answer. */
const REFUSALS: Readonly<Record<string, readonly [GitHubFailure, status: number]>> = {
  UNPROCESSABLE: ['invalid', 422],
  NOT_FOUND: ['not_found', 404],
  FORBIDDEN: ['forbidden', 403],
  INSUFFICIENT_SCOPES: ['forbidden', 403],
  RATE_LIMITED: ['rate_limited', 429],
  // What GitHub says itself; its documents have the other word.
  RATE_LIMIT: ['rate_limited', 429],
};

/**
 * `operation`: for the error. `variables`: those of the document; `request`, as Octokit has it. The answer's `data`.
 * @throws GitHubError where GitHub refuses, else what Octokit throws
 */
export async function askGraphql(
  octokit: Pick<Octokit, 'graphql'>,
  operation: string,
  document: string,
  variables: Record<string, unknown>,
): Promise<Fields> {
  try {
    return fieldsOf(await octokit.graphql(document, variables));
  } catch (error) {
    throw refusalIn(operation, error) ?? error;
  }
}

/** Undefined where GitHub has not answered with errors. */
function refusalIn(operation: string, error: unknown): GitHubError | undefined {
  const { errors, headers, data, response } = fieldsOf(error);
  const said: unknown = errors ?? fieldsOf(data).errors;
  if (!Array.isArray(said)) return undefined;
  const problem = fieldsOf(said[0]);
  const detail = (textOf(problem.message) ?? '').split('\n')[0]?.slice(0, 200);
  const [reason, status] = refusalOf(problem);
  const sent = fieldsOf(headers ?? fieldsOf(response).headers);
  const limit = reason === 'rate_limited' ? { retryAfterSeconds: secondsToReset(sent) } : {};
  return new GitHubError({ operation, reason, status, detail, advice: refusalAdvice(detail), ...limit });
}

/** A server that does not know what it is asked for never will; what names no kind is its own trouble. */
function refusalOf({ type, extensions }: Fields): readonly [GitHubFailure, number] {
  const known = REFUSALS[textOf(type) ?? ''];
  if (known !== undefined) return known;
  return textOf(fieldsOf(extensions).code) === undefined ? ['unavailable', 500] : ['invalid', 422];
}
