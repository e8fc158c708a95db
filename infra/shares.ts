/** Who gets how much of what AWS lets a stage run at once: the door keeps its share, however much there is to do behind it. */

/** AWS gives old accounts 1,000, and new ones this until somebody asks for more. */
export const QUOTA_OF_A_NEW_ACCOUNT = 10;
/** Two for each worker, which is the least that AWS lets a mapping have, and two for the door. */
export const LEAST_CONCURRENCY = 8;

/** What GitHub and Discord bear at once. */
const MOST = 4;

export type Shares = { dispatcher: number; verifier: number; notifier: number };

/** `maximumConcurrency` of each mapping; at least a quarter of `concurrency` is left to ingress, which has no mapping. */
export function sharesOf(concurrency: number): Shares {
  const tenths = (count: number) => Math.min(MOST, Math.max(2, Math.floor((concurrency * count) / 10)));
  return { dispatcher: tenths(3), verifier: tenths(2), notifier: tenths(2) };
}
