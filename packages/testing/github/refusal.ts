/** A refusal as GitHub words it. */
import { GitHubError, type GitHubFailure } from '@valine/github';

/** `detail`: of a 403, it tells whether a permission is lacking or the thing cannot be done. */
export function reasonOf(status: number, detail = ''): GitHubFailure {
  if (status >= 500) return 'unavailable';
  if (status === 429) return 'rate_limited';
  if (status === 401) return 'unauthorized';
  if (status === 403) return /already running|cannot be retried/i.test(detail) ? 'invalid' : 'forbidden';
  return status === 404 ? 'not_found' : 'invalid';
}

/** `reason` where the status alone does not tell it. */
export function refusal(
  operation: string,
  status: number,
  detail: string,
  reason = reasonOf(status, detail),
): GitHubError {
  return new GitHubError({ operation, reason, status, detail });
}
