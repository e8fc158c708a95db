/** Reads what is worth having, but not worth waiting for an operator. */
import { GitHubError } from '@valine/github';
import type { Logger } from '@valine/lambda-kit';
import { isPassing } from '../../shared/asking-github.ts';

/** Undefined where these credentials may not read it. @throws GitHubError while GitHub cannot be asked */
export async function ifAllowed<T>(logger: Logger, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GitHubError) || isPassing(error)) throw error;
    logger.warn('GitHub does not let this be read', { problem: error.message });
    return undefined;
  }
}
