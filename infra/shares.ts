/** Who gets how much of what AWS lets a stage run at once: the door keeps its share, however much there is to do behind it. */

/** AWS gives old accounts 1,000, and new ones this until somebody asks for more. */
export const QUOTA_OF_A_NEW_ACCOUNT = 10;
/** Two for each of the four queues, which is the least that AWS lets a mapping have, and two for the door. */
export const LEAST_CONCURRENCY = 10;

/** What GitHub and Discord bear at once. */
const MOST = 4;

/** `maximumConcurrency` of each queue's mapping; at least a fifth of `concurrency` is left to ingress, which has no mapping. */
export function shareOf(concurrency: number): number {
  return Math.min(MOST, Math.max(2, Math.floor(concurrency / 5)));
}
