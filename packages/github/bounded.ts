/** Parameters that bound how long Octokit is at one or more requests, whatever each of them takes. */

/** Requests with the same result share its milliseconds; those begun later are not sent. */
export function bounded(milliseconds: number) {
  return { request: { signal: AbortSignal.timeout(Math.max(0, Math.floor(milliseconds))) } };
}
