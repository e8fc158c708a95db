/** What a check of a follow does next: nothing any more, wait, end it, or look for its workflow run. */
import type { TrackingPoll } from '@valine/contracts';
import { currentStage, type EffectRecord, isTrackingEnded, type Stage, type Tracking } from '@valine/records';
import { startingEvent } from './starting-event.ts';

export type Target =
  | { by: 'id'; id: number }
  /** The title of our run carries it. `event`: what starts it. `since`: epoch milliseconds. */
  | { by: 'correlation-id'; correlationId: string; event: string; since: number }
  | { by: 'latest' };

export type PollDecision =
  | { do: 'stop'; because: string }
  | { do: 'time-out' }
  | { do: 'wait'; seconds?: number; because: string }
  | { do: 'hand-over' }
  | { do: 'find'; target: Target };

/** A run that was just started tells of itself by webhooks; looking earlier than this is of no use. */
const FIRST_LOOK_MS = 15_000;
/**
 * Every put-back may leave a copy behind, and each copy looks on: after so many looks the dispatcher has one check take
 * the place of them all.
 */
export const SHARE = 5;
/** GitHub's clock and ours may differ by so much. */
const SKEW_MS = 60_000;

/** `waits`: how often this check was put back. `now`: epoch milliseconds. */
export function decidePoll(
  check: TrackingPoll,
  tracking: Tracking | undefined,
  waits: number,
  now: number,
): PollDecision {
  if (tracking === undefined) return { do: 'stop', because: 'the follow is unknown' };
  if (isTrackingEnded(tracking)) return { do: 'stop', because: 'the follow has ended' };
  const stage = currentStage(tracking);
  const beganAt = stage.beganAt ?? tracking.requestedAt;
  if (check.requestedAt < Math.max(beganAt, tracking.fallbackPoll?.since ?? 0))
    return { do: 'stop', because: 'a later check looks after it' };
  if (now >= tracking.deadline) return { do: 'time-out' };
  if (waits >= SHARE) return { do: 'hand-over' };
  const startsRun = stage.correlationId !== undefined;
  if (startsRun && now < beganAt + FIRST_LOOK_MS)
    return { do: 'wait', seconds: Math.ceil((beganAt + FIRST_LOOK_MS - now) / 1000), because: 'it has just begun' };
  const target = targetOf(tracking, stage, beganAt);
  return target === undefined ? { do: 'wait', because: 'its workflow is not started yet' } : { do: 'find', target };
}

/** Undefined while the workflow surely is not started. One whose answer was lost shows long before the effect looks for it. */
function targetOf(tracking: Tracking, stage: Stage, beganAt: number): Target | undefined {
  const id = stage.run?.id ?? stage.wantedRunId;
  if (id !== undefined) return { by: 'id', id };
  if (stage.correlationId === undefined) return { by: 'latest' };
  const dispatch = tracking.effects.find((effect) => effect.id === stage.effectId);
  if (dispatch === undefined || isSurelyNotDone(dispatch)) return undefined;
  const event = startingEvent(tracking, stage);
  return { by: 'correlation-id', correlationId: stage.correlationId, event, since: beganAt - SKEW_MS };
}

function isSurelyNotDone({ outcome, claim }: Pick<EffectRecord, 'outcome' | 'claim'>): boolean {
  return outcome === undefined && (claim?.unconfirmed ?? 0) === 0;
}
