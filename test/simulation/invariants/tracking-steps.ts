/** What a follow says of a workflow run never goes back: not to another run, an earlier attempt or an earlier status. */
import { isLegalTrackingChange, type Stage, type StoredRecord, type Tracking } from '@valine/records';
import type { Report } from './report.ts';

export function checkTrackingStep(report: Report, previous: StoredRecord | undefined, next: StoredRecord): void {
  if (previous?.kind !== 'tracking' || next.kind !== 'tracking') return;
  if (!isLegalTrackingChange(previous, next))
    report('legal steps only', `${next.id}: ${previous.state} → ${next.state}`);
  for (const [index, stage] of next.stages.entries()) {
    const before = previous.stages[index];
    if (before !== undefined && goesBack(before, stage) && !isTakenBack(previous, next))
      report('no observation goes back in time', `${next.id}: ${stateText(before)} → ${stateText(stage)}`);
  }
}

function goesBack({ run: before, report }: Stage, { run: after, report: reportAfter }: Stage): boolean {
  if (before === undefined) return false;
  if (after === undefined || after.id !== before.id || after.attempt < before.attempt) return true;
  if (after.attempt > before.attempt) return false;
  return rank(after.status) < rank(before.status) || (report !== undefined && reportAfter === undefined);
}

function rank(status: string): number {
  if (status === 'completed') return 2;
  return status === 'in_progress' ? 1 : 0;
}

/** GitHub has refused to run it again: what there is of it is the attempt before. */
function isTakenBack(previous: Tracking, { effects }: Tracking): boolean {
  return effects.some(
    ({ kind, parked }, index) =>
      kind === 'rerun-failed-jobs' && parked !== undefined && previous.effects[index]?.parked === undefined,
  );
}

function stateText({ run, report }: Stage): string {
  return run === undefined ? 'no run' : `${run.id}/${run.attempt} ${run.status} ${report?.verdict ?? ''}`;
}
