/** What an error of GitHub's means for work that can wait. */
import { GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';

/** While GitHub is away. */
const LATER_SECONDS = 30;

/**
 * What GitHub refuses. `atLeast`: seconds to wait for what passes by itself.
 * @throws RetryLater for what passes by itself; the error as it is where it is none of GitHub's
 */
export function refusalOrLater(error: unknown, atLeast = LATER_SECONDS): GitHubError {
  if (!(error instanceof GitHubError)) throw error;
  if (!error.isTransient) return error;
  throw new RetryLater(Math.max(atLeast, error.retryAfterSeconds ?? 0), error.message, { cause: error });
}
