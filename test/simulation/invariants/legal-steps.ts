/** Records take legal steps only, go back nowhere, and are written by the last claimant alone. */

import {
  isLegalPlanChange,
  isLegalTrackingChange,
  type Stage,
  type StoredRecord,
  type Tracking,
} from '@valine/records';
import type { Invocation } from '../engine/invocations.ts';
import type { Report } from './report.ts';

export function checkLegalStep(report: Report, previous: StoredRecord | undefined, next: StoredRecord): void {
  if (previous === undefined || previous.kind !== 'plan' || next.kind !== 'plan') return;
  if (!isLegalPlanChange(previous, next))
    report('legal steps only', `${next.id}: ${previous.state} → ${next.state}, or one of its tasks`);
}

/** What was approved is what starts: by each of those who approved it, and without what was taken out of it. */
export function checkApproval(report: Report, previous: StoredRecord | undefined, next: StoredRecord): void {
  if (previous?.kind !== 'plan' || next.kind !== 'plan') return;
  const wrong = (says: string) => report('what was approved is what starts', `${next.id}: ${says}`);
  for (const { number, out, state } of next.tasks)
    if (out !== undefined && (state === 'started' || state === 'ready'))
      wrong(`#${number}, which was taken out, is ${state}`);
  if (next.state === 'pending' && next.tasks.some(({ state }) => state === 'started' || state === 'ready'))
    wrong('a task has begun before');
  if (previous.state !== 'pending' || next.state !== 'in_progress') return;
  const { decideBy = Number.POSITIVE_INFINITY } = previous;
  if (next.approvals.some(({ at }) => at >= decideBy)) wrong('somebody approved it after its time');
  const { edition = 0 } = previous;
  if (next.approvals.some((approval) => approval.edition !== edition))
    wrong(`somebody approved another list than ${edition}`);
  if (new Set(next.approvals.map(({ person }) => person.id)).size < next.approvalsRequired)
    wrong('too few have approved it');
  const isIn = (of: number) => previous.tasks.some(({ number, out }) => number === of && out === undefined);
  for (const { number, state } of next.tasks) if (state === 'started' && !isIn(number)) wrong(`#${number} has begun`);
}

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

type CheckEpoch = (previous: StoredRecord | undefined, next: StoredRecord, by: Invocation) => void;

export function createEpochCheck(report: Report, now: () => number): CheckEpoch {
  const claimants = new Map<string, number>();
  const stale = (says: string) => report('a stale epoch writes nothing', says);
  return (previous, next, by) => {
    const isNext = previous === undefined || next.version === previous.version + 1 || isCleared(previous, next);
    if (!isNext) stale(`${next.id}: version ${previous?.version} → ${next.version}`);
    if (next.kind !== 'message' || (previous !== undefined && previous.kind !== 'message')) return;
    const before = previous?.epoch ?? 0;
    if (next.epoch < before) stale(`${next.id}: epoch ${before} → ${next.epoch}`);
    if (next.epoch > before) claimants.set(next.id, by.id);
    // Once the lease is over anybody may write who has read what stands there.
    else if ((previous?.claim?.leaseUntil ?? 0) > now() && claimants.get(next.id) !== by.id)
      stale(`${next.id}: ${by.name}#${by.id} wrote in epoch ${before}, which is not its own`);
  };
}

/** A write that was sent in time lands within this. */
const ON_ITS_WAY_MS = 1000;

/** The queue gives its message to others then. `lateMs`: how long the function that wrote it is past its end. */
export function checkInTime(
  report: Report,
  previous: StoredRecord | undefined,
  next: StoredRecord,
  lateMs: number,
): void {
  const isOfDispatcher = next.kind === 'plan' || next.kind === 'tracking' || next.kind === 'request';
  if (!isOfDispatcher || lateMs <= ON_ITS_WAY_MS) return;
  if (previous !== undefined && isCleared(previous, next)) return;
  report('a function past its end writes nothing', `${next.kind} ${next.id}, ${lateMs} ms late`);
}

function isCleared(previous: StoredRecord, next: StoredRecord): boolean {
  return next.version === previous.version && next.outbox.length === 0;
}
