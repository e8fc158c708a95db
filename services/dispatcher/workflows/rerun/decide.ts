/** Whether the failed jobs of a tracked workflow run can be run again, and what becomes of the tracking then. */
import type { Person, WorkflowRunState } from '@valine/contracts';
import { currentStage, isTrackingEnded, type Tracking, withCurrentStage } from '@valine/records';
import { mayLandUntil } from '../../effects/intend-effects.ts';
import { hasNothingFailed } from '../card/messages.ts';
import { nextAttempt } from '../tracking/after-effect.ts';

export type RerunRefusal = 'follow_still_running' | 'nothing_failed' | 'cancel_may_land';

export type RerunDecision =
  | { verdict: 'taken'; next: Tracking; runId: number; attempt: number }
  | { verdict: 'refused'; reason: RerunRefusal };

/** `now`: epoch milliseconds. `timeoutMs`: how long a stage may take. */
export function decideRerun(tracking: Tracking, person: Person, now: number, timeoutMs: number): RerunDecision {
  if (!isTrackingEnded(tracking)) return { verdict: 'refused', reason: 'follow_still_running' };
  const { run } = currentStage(tracking);
  if (run === undefined || run.status !== 'completed' || hasNothingFailed(run.conclusion))
    return { verdict: 'refused', reason: 'nothing_failed' };
  if (now < cancelMayLandUntil(tracking, run)) return { verdict: 'refused', reason: 'cancel_may_land' };
  const next = reopened(tracking, nextAttempt(run), person, now, timeoutMs);
  return { verdict: 'taken', next, runId: run.id, attempt: run.attempt };
}

/** GitHub's cancel names no attempt: what is run again would be stopped by it. */
function cancelMayLandUntil({ effects }: Tracking, run: WorkflowRunState): number {
  const cancels = effects.filter(({ kind, params }) => kind === 'cancel-workflow-run' && params.runId === run.id);
  return Math.max(0, ...cancels.map(mayLandUntil));
}

function reopened(
  { endedAt: _, cancelledBy: __, ...tracking }: Tracking,
  run: WorkflowRunState,
  rerunBy: Person,
  now: number,
  timeoutMs: number,
): Tracking {
  const { report: _report, problem: _problem, ...stage } = currentStage(tracking);
  const again = withCurrentStage(tracking, { ...stage, run, beganAt: now });
  return { ...again, state: 'starting', rerunBy, deadline: now + timeoutMs };
}
