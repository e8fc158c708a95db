/** Runs and tasks take legal steps only, and what has ended stays ended. */
import { isLegalPlanChange, type StoredRecord } from '@valine/records';
import type { Report } from './report.ts';

export function checkLegalStep(report: Report, previous: StoredRecord | undefined, next: StoredRecord): void {
  if (previous === undefined || previous.kind !== 'plan' || next.kind !== 'plan') return;
  if (!isLegalPlanChange(previous, next))
    report('legal steps only', `${next.id}: ${previous.state} → ${next.state}, or one of its tasks`);
}
