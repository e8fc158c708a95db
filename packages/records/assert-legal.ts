/** What every store checks before it writes: the next record must follow from the stored one. */

import { isLegalPlanChange } from './plan.ts';
import { IllegalTransition, type StoredRecord } from './store.ts';
import { isLegalTrackingChange } from './tracking.ts';

/** @throws IllegalTransition */
export function assertLegal(previous: StoredRecord, next: StoredRecord): void {
  if (previous.kind !== next.kind || previous.id !== next.id) {
    throw new IllegalTransition(`${next.kind} ${next.id} cannot replace ${previous.kind} ${previous.id}`);
  }
  if (next.version !== previous.version + 1) {
    throw new IllegalTransition(`${next.id}: version ${next.version} does not follow ${previous.version}`);
  }
  if (previous.kind === 'plan' && next.kind === 'plan' && !isLegalPlanChange(previous, next)) {
    throw new IllegalTransition(
      `${next.id}: ${previous.state} → ${next.state}, or one of its tasks or effects, is not a legal step`,
    );
  }
  if (previous.kind === 'tracking' && next.kind === 'tracking' && !isLegalTrackingChange(previous, next)) {
    throw new IllegalTransition(
      `${next.id}: ${previous.state} → ${next.state}, or one of its stages or effects, is not a legal step`,
    );
  }
}
