/** Whether a workflow run that is followed can be cancelled. */
import type { Person } from '@valine/contracts';
import { currentStage, isTrackingEnded, type Tracking } from '@valine/records';

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

/** The next attempt was asked for and does not show yet: what there is to cancel is the one that has ended. */
export function isAwaited({ state, rerunBy }: Pick<Tracking, 'state' | 'rerunBy'>): boolean {
  return state === 'starting' && rerunBy !== undefined;
}

/** GitHub was asked, or is being asked. What an operator would have to decide about may be asked for once more. */
export function isCancelling(tracking: Tracking): boolean {
  const { run } = currentStage(tracking);
  return tracking.effects.some(
    ({ kind, parked, params }) =>
      kind === 'cancel-workflow-run' &&
      parked === undefined &&
      params.runId === run?.id &&
      params.attempt === run?.attempt,
  );
}
