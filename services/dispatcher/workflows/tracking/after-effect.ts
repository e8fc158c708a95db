/** What an effect that is done or parked means for the tracking that intends it. */
import type { WorkflowRunState } from '@valine/contracts';
import {
  currentStage,
  type EffectOutcome,
  type EffectRecord,
  type Stage,
  type Tracking,
  withCurrentStage,
} from '@valine/records';

/**
 * A workflow that was started is tracked from then on. One that surely was not started is given up, until an operator
 * says otherwise. Returns the tracking itself when nothing changes.
 */
export function afterTrackingEffect(tracking: Tracking, effect: EffectRecord, now: number): Tracking {
  const stage = currentStage(tracking);
  if (stage.effectId !== effect.id) return tracking;
  if (effect.outcome !== undefined) return begun(reopened(tracking, effect, now), effect.outcome);
  const surelyNot = effect.parked !== undefined && effect.claim === undefined;
  if (!surelyNot) return tracking;
  if (tracking.state === 'starting') return givenUp(tracking, stage, effect, now);
  return tracking.state === 'abandoned' && isExpected(stage, effect)
    ? withEarlierAttempt(tracking, stage, effect)
    : tracking;
}

/** An operator has had it started after all, or knows that it was: it gets its whole time again. */
function reopened(tracking: Tracking, { resolvedAt, params }: EffectRecord, now: number): Tracking {
  if (tracking.state !== 'abandoned' || resolvedAt === undefined) return tracking;
  // What was opened again and given up once more stays given up, however often that decision comes.
  if (tracking.endedAt !== undefined && tracking.endedAt > resolvedAt) return tracking;
  const { endedAt: _, ...open } = tracking;
  const { problem: __, beganAt = now, ...stage } = currentStage(tracking);
  const { run } = stage;
  const isRerun = run !== undefined && params.attempt === run.attempt;
  const again = withCurrentStage(open, { ...stage, ...(isRerun && { run: nextAttempt(run) }), beganAt: now });
  return { ...again, state: 'starting', deadline: now + (tracking.deadline - beganAt) };
}

/** Where GitHub told no number, the run is found by its title. */
function begun(tracking: Tracking, { id, url = '' }: EffectOutcome): Tracking {
  const stage = currentStage(tracking);
  const number = Number(id);
  if (stage.run !== undefined || !Number.isSafeInteger(number) || number <= 0) return tracking;
  const run: WorkflowRunState = { id: number, attempt: 1, url, status: 'queued', conclusion: null };
  return withCurrentStage(tracking, { ...stage, run });
}

/** One that comes too late to be called has run out of time as any other has. */
function givenUp(tracking: Tracking, stage: Stage, effect: EffectRecord, now: number): Tracking {
  const ended = now < tracking.deadline ? stage : { ...stage, problem: 'timed_out' as const };
  return { ...withEarlierAttempt(tracking, ended, effect), state: 'abandoned', endedAt: now };
}

/** The attempt that was to come does not show. */
function isExpected({ run }: Stage, { params }: EffectRecord): boolean {
  return typeof params.attempt === 'number' && run?.attempt === params.attempt + 1 && run.status === 'queued';
}

/** The attempt that was to come will not come: what there is of the run is the one before it. */
function withEarlierAttempt(tracking: Tracking, stage: Stage, { params }: EffectRecord): Tracking {
  const { run } = stage;
  if (run === undefined || typeof params.attempt !== 'number') return withCurrentStage(tracking, stage);
  const earlier = { ...run, attempt: params.attempt, status: 'completed', conclusion: 'failure' };
  return withCurrentStage(tracking, { ...stage, run: earlier });
}

/** What is known of the attempt before does not count for this one. */
export function nextAttempt({ id, url, attempt, head }: WorkflowRunState): WorkflowRunState {
  return { id, url, attempt: attempt + 1, status: 'queued', conclusion: null, ...(head && { head }) };
}
