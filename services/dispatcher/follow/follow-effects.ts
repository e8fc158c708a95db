/** What an effect that is done or parked means for the follow that intends it. */
import type { Outgoing, WorkflowRunState } from '@valine/contracts';
import {
  currentStage,
  type EffectOutcome,
  type Follow,
  isFollowEnded,
  type RunEffect,
  type Stage,
  withCurrentStage,
} from '@valine/runs';
import { nextAttempt } from '../rerun-failed/decide.ts';
import { followCheck } from './follow-check.ts';
import { showIfChanged } from './show-follow.ts';

/**
 * A workflow that was started is followed from then on, one that surely was not started is given up: until an operator
 * says otherwise. Returns the follow itself when nothing changes.
 */
export function afterFollowEffect(follow: Follow, effect: RunEffect, now: number): Follow {
  const stage = currentStage(follow);
  if (stage.effectId !== effect.id) return follow;
  if (effect.outcome !== undefined) return begun(reopened(follow, effect, now), effect.outcome);
  const surelyNot = effect.parked !== undefined && effect.claim === undefined;
  if (!surelyNot) return follow;
  if (follow.state === 'starting') return givenUp(follow, stage, effect, now);
  return follow.state === 'abandoned' && isExpected(stage, effect) ? withEarlierAttempt(follow, stage, effect) : follow;
}

/** @returns what goes out with that change; `before` is the follow as it stood before it. */
export function tellFollowEffect(follow: Follow, effect: RunEffect, before: Follow): Outgoing[] {
  const beganAt = currentStage(follow).beganAt;
  const isReopened = isFollowEnded(before) && !isFollowEnded(follow) && beganAt !== undefined;
  const net = isReopened ? [followCheck(follow, `${effect.id} ${follow.version}`, beganAt)] : [];
  return [...showIfChanged(before, follow), ...net];
}

/** An operator has had it started after all, or knows that it was: it gets its whole time again. */
function reopened(follow: Follow, { resolvedAt, params }: RunEffect, now: number): Follow {
  if (follow.state !== 'abandoned' || resolvedAt === undefined) return follow;
  // What was opened again and given up once more stays given up, however often that decision comes.
  if (follow.endedAt !== undefined && follow.endedAt > resolvedAt) return follow;
  const { endedAt: _, ...open } = follow;
  const { problem: __, beganAt = now, ...stage } = currentStage(follow);
  const { run } = stage;
  const isRerun = run !== undefined && params.attempt === run.attempt;
  const again = withCurrentStage(open, { ...stage, ...(isRerun && { run: nextAttempt(run) }), beganAt: now });
  return { ...again, state: 'starting', deadline: now + (follow.deadline - beganAt) };
}

/** Where GitHub told no number, the run is found by its title. */
function begun(follow: Follow, { id, url = '' }: EffectOutcome): Follow {
  const stage = currentStage(follow);
  const number = Number(id);
  if (stage.run !== undefined || !Number.isSafeInteger(number) || number <= 0) return follow;
  const run: WorkflowRunState = { id: number, attempt: 1, url, status: 'queued', conclusion: null };
  return withCurrentStage(follow, { ...stage, run });
}

/** One that comes too late to be called has run out of time as any other has. */
function givenUp(follow: Follow, stage: Stage, effect: RunEffect, now: number): Follow {
  const ended = now < follow.deadline ? stage : { ...stage, problem: 'timed_out' as const };
  return { ...withEarlierAttempt(follow, ended, effect), state: 'abandoned', endedAt: now };
}

/** The attempt that was to come does not show. */
function isExpected({ run }: Stage, { params }: RunEffect): boolean {
  return typeof params.attempt === 'number' && run?.attempt === params.attempt + 1 && run.status === 'queued';
}

/** The attempt that was to come will not come: what there is of the run is the one before it. */
function withEarlierAttempt(follow: Follow, stage: Stage, { params }: RunEffect): Follow {
  const { run } = stage;
  if (run === undefined || typeof params.attempt !== 'number') return withCurrentStage(follow, stage);
  const earlier = { ...run, attempt: params.attempt, status: 'completed', conclusion: 'failure' };
  return withCurrentStage(follow, { ...stage, run: earlier });
}
