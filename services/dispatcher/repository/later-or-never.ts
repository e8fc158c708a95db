/** What becomes of an event while GitHub does not tell whether it is of our repository. */
import { GitHubError } from '@valine/github';
import { GiveUp, RetryLater } from '@valine/lambda-kit';

const ASKED_AGAIN_SECONDS = 60;
/** An hour. Webhooks of others must not fill the queue for ever. */
const MOST_WAITS = 60;

/**
 * `waits`: how often it has waited. What an event told that is given up is found by the next poll or comparison, if it
 * is ours. @throws RetryLater while GitHub is away, GiveUp where it does not tell, and what is no error of GitHub's
 */
export function laterOrNever(error: unknown, waits: number): never {
  if (!(error instanceof GitHubError)) throw error;
  const { isTransient, retryAfterSeconds = 0, message } = error;
  if (isTransient && waits < MOST_WAITS)
    throw new RetryLater(Math.max(ASKED_AGAIN_SECONDS, retryAfterSeconds), message, { cause: error });
  throw new GiveUp(`whether a delivery is of our repository could not be told: ${message}`, { cause: error });
}
