/** Whether the run of a tracking is being cancelled, and whether there is one to cancel yet. */
import { currentStage, type Tracking } from '@valine/records';

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
