/** Makes one call to GitHub, and names its failure. */
import { toGitHubError } from './to-github-error.ts';

/** @throws GitHubError */
export async function attempt<T>(operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toGitHubError(operation, error);
  }
}

/** Undefined for what is not there. @throws GitHubError */
export async function attemptFind<T>(operation: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const named = toGitHubError(operation, error);
    if (named.reason === 'not_found') return undefined;
    throw named;
  }
}

/** Requests with the same result share its milliseconds; those begun later are not sent. */
export function bounded(milliseconds: number) {
  return { request: { signal: AbortSignal.timeout(Math.max(0, Math.floor(milliseconds))) } };
}
