/** Whether a tracked workflow run can be cancelled. */
import type { Person } from '@valine/contracts';
import { currentStage, isTrackingEnded, type Tracking } from '@valine/records';
import { isAwaited, isCancelling } from '../card/messages.ts';

export type CancelRefusal = 'follow_ended' | 'not_started_yet' | 'already_cancelling';

export type CancelDecision =
  | { verdict: 'taken'; next: Tracking; runId: number; attempt: number }
  | { verdict: 'refused'; reason: CancelRefusal };

export function decideCancel(tracking: Tracking, person: Person): CancelDecision {
  if (isTrackingEnded(tracking)) return { verdict: 'refused', reason: 'follow_ended' };
  const { run } = currentStage(tracking);
  if (run === undefined || isAwaited(tracking)) return { verdict: 'refused', reason: 'not_started_yet' };
  if (isCancelling(tracking)) return { verdict: 'refused', reason: 'already_cancelling' };
  return { verdict: 'taken', next: { ...tracking, cancelledBy: person }, runId: run.id, attempt: run.attempt };
}
