/** Whether what was seen of a run that goes on is news. */
import type { WorkflowRunState } from '@valine/contracts';
import { currentStage, type Tracking } from '@valine/records';
import type { Observation } from './send-observed.ts';

/** After so long without a runner people are told that it still waits. */
const WAITING_NOTICE_MS = 180_000;

/** Undefined when the record says as much already. `seen`: undefined when no run shows yet. `now`: epoch milliseconds. */
export function decideProgress(
  tracking: Pick<Tracking, 'id' | 'state' | 'stages' | 'stage'>,
  seen: WorkflowRunState | undefined,
  now: number,
): Observation | undefined {
  const stage = currentStage(tracking);
  const status = (seen ?? stage.run)?.status;
  const waits = status !== 'in_progress' && now - (stage.beganAt ?? now) >= WAITING_NOTICE_MS;
  const isNotice = waits && stage.problem !== 'still_waiting';
  // What is only expected, the next attempt, looks the same in the record as what has been seen.
  const isNews = seen !== undefined && (tracking.state === 'starting' || !isSame(seen, stage.run));
  if (!isNotice && !isNews) return undefined;
  return { ...(seen && { run: seen }), ...(isNotice && { problem: 'still_waiting' as const }) };
}

/** Between two steps none is under way: that is no news. */
function isSame(seen: WorkflowRunState, known: WorkflowRunState | undefined): boolean {
  const fields = ['id', 'attempt', 'status', 'job', 'step'] as const;
  return fields.every((field) => seen[field] === undefined || seen[field] === known?.[field]);
}
