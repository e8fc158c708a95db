/** Who claimed a message's record last is the only one to write it until the next claim. */
import type { StoredRecord } from '@valine/records';
import type { Invocation } from '../engine/invocations.ts';
import type { Report } from './report.ts';

export type CheckEpoch = (previous: StoredRecord | undefined, next: StoredRecord, by: Invocation) => void;

export function createEpochCheck(report: Report, now: () => number): CheckEpoch {
  const claimants = new Map<string, number>();
  const stale = (says: string) => report('a stale epoch writes nothing', says);
  return (previous, next, by) => {
    const trackings = previous === undefined || next.version === previous.version + 1 || isCleared(previous, next);
    if (!trackings) stale(`${next.id}: version ${previous?.version} → ${next.version}`);
    if (next.kind !== 'message' || (previous !== undefined && previous.kind !== 'message')) return;
    const before = previous?.epoch ?? 0;
    if (next.epoch < before) stale(`${next.id}: epoch ${before} → ${next.epoch}`);
    if (next.epoch > before) claimants.set(next.id, by.id);
    // Once the lease is over anybody may write who has read what stands there.
    else if ((previous?.claim?.leaseUntil ?? 0) > now() && claimants.get(next.id) !== by.id)
      stale(`${next.id}: ${by.name}#${by.id} wrote in epoch ${before}, which is not its own`);
  };
}

function isCleared(previous: StoredRecord, next: StoredRecord): boolean {
  return next.version === previous.version && next.outbox.length === 0;
}
