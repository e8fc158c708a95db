/** How long a claim on an effect holds, and how long its call may still land. */
import type { Limits } from '@valine/effects';

/** Where no deadline is known: the longest a function of ours lives. */
const LEASE_MS = 30_000;

/** A call takes 8 s at most. Looking is worth something only once what a lost call left behind shows in GitHub's lists. */
const LIMITS = { quarantineMs: 90_000, callMs: 9000, maxUnconfirmed: 7 };

/** A claim holds as long as the function that makes it: until `deadline` (epoch milliseconds). */
export function effectLimits({ now, deadline }: { now: number; deadline: number | undefined }): Limits {
  return { ...LIMITS, leaseMs: deadline === undefined ? LEASE_MS : Math.max(0, deadline - now) };
}
