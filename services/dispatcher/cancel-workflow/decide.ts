/** Whether a workflow run that is followed can be cancelled. */
import type { Person } from '@valine/contracts';
import { currentStage, type Follow, isFollowEnded } from '@valine/runs';

export type CancelRefusal = 'follow_ended' | 'not_started_yet' | 'already_cancelling';

export type CancelDecision =
  | { verdict: 'taken'; next: Follow; runId: number; attempt: number }
  | { verdict: 'refused'; reason: CancelRefusal };

export function decideCancel(follow: Follow, person: Person): CancelDecision {
  if (isFollowEnded(follow)) return { verdict: 'refused', reason: 'follow_ended' };
  const { run } = currentStage(follow);
  if (run === undefined || isAwaited(follow)) return { verdict: 'refused', reason: 'not_started_yet' };
  if (isCancelling(follow)) return { verdict: 'refused', reason: 'already_cancelling' };
  return { verdict: 'taken', next: { ...follow, cancelledBy: person }, runId: run.id, attempt: run.attempt };
}

/** The next attempt was asked for and does not show yet: what there is to cancel is the one that has ended. */
export function isAwaited({ state, rerunBy }: Pick<Follow, 'state' | 'rerunBy'>): boolean {
  return state === 'starting' && rerunBy !== undefined;
}

/** GitHub was asked, or is being asked. What an operator would have to decide about may be asked for once more. */
export function isCancelling(follow: Follow): boolean {
  const { run } = currentStage(follow);
  return follow.effects.some(
    ({ kind, parked, params }) =>
      kind === 'cancel-workflow-run' &&
      parked === undefined &&
      params.runId === run?.id &&
      params.attempt === run?.attempt,
  );
}
