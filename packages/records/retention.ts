/** How long records live: longer than any message can come back. */

/** Queue 14 days + dead letters 14 + a redrive, which starts retention anew, 14 + GitHub's redelivery 3. */
export const RECORD_RETENTION_DAYS = 45;

/** Epoch seconds at which a record last changed at `now` (epoch milliseconds) may be deleted. */
export function expiryOf(now: number): number {
  return Math.ceil(now / 1000) + RECORD_RETENTION_DAYS * 24 * 3600;
}
