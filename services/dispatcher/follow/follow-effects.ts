/** What an effect that is done or parked means for the follow that intends it. */
import type { Outgoing, WorkflowRunState } from '@valine/contracts';
import { currentStage, type EffectOutcome, type Follow, type RunEffect, type Stage } from '@valine/runs';

/**
 * A workflow that was started is followed from then on, one that surely was not started is given up: until an operator
 * says otherwise. Returns the follow itself when nothing changes.
 */
export function afterFollowEffect(follow: Follow, effect: RunEffect, now: number): Follow {
  const stage = currentStage(follow);
  if (stage.effectId !== effect.id) return follow;
  if (effect.outcome !== undefined) return started(follow, stage, effect.outcome, effect.resolvedAt !== undefined);
  const surelyNot = effect.parked !== undefined && effect.claim === undefined;
  return surelyNot && follow.state === 'starting' ? { ...follow, state: 'abandoned', endedAt: now } : follow;
}

/** @returns what goes out with that change; `before` is the follow as it stood before it. */
export function tellFollowEffect(_follow: Follow, _effect: RunEffect, _before: Follow): Outgoing[] {
  return [];
}

/** The follow's message as it stands. */
export function showFollow(_follow: Follow): Outgoing[] {
  return [];
}

function started(follow: Follow, stage: Stage, outcome: EffectOutcome, byOperator: boolean): Follow {
  const run = startedRun(outcome);
  if (stage.run !== undefined || run === undefined) return follow;
  const stages = follow.stages.map((each) => (each === stage ? { ...stage, run } : each));
  if (follow.state !== 'abandoned' || !byOperator) return { ...follow, stages };
  const { endedAt: _, ...reopened } = follow;
  return { ...reopened, state: 'starting', stages };
}

/** Undefined where GitHub told no number: the run is then found by its title. */
function startedRun({ id, url }: EffectOutcome): WorkflowRunState | undefined {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number <= 0) return undefined;
  return { id: number, attempt: 1, url: url ?? '', status: 'queued', conclusion: null };
}
