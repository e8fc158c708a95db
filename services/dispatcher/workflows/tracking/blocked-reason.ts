/** Whether an effect of a tracking may still be called: what people were told is given up does not begin after all. */
import { currentStage, type EffectRecord, isTrackingEnded, type Stage, type Tracking } from '@valine/records';
import { lateCallMessage, movedOnMessage } from '../../effects/definition/messages.ts';

/** Pure. Undefined while it may; else for an operator why it is only looked up. */
export function trackingBlockedReason(tracking: Tracking, effect: EffectRecord, now: number): string | undefined {
  const stage = currentStage(tracking);
  if (!isMeant(stage, effect)) return movedOnMessage();
  if (!isTrackingEnded(tracking)) return now < tracking.deadline ? undefined : lateCallMessage();
  if (tracking.state !== 'abandoned') return movedOnMessage();
  return now < openedUntil(tracking, stage, effect) ? undefined : lateCallMessage();
}

/** What an operator has tried again after it was given up is tracked anew, for as long as it was given at first. */
function openedUntil(
  { deadline, requestedAt, endedAt = 0 }: Tracking,
  stage: Stage,
  { resolvedAt }: EffectRecord,
): number {
  if (resolvedAt === undefined || resolvedAt < endedAt) return 0;
  return resolvedAt + deadline - (stage.beganAt ?? requestedAt);
}

/** A run that has shown up needs no start; another attempt, or one that somebody else began, is not the one that was meant. */
function isMeant({ effectId, run }: Stage, { id, kind, params }: EffectRecord): boolean {
  if (kind === 'cancel-workflow-run') return run?.id === params.runId && run?.attempt === params.attempt;
  return id === effectId && (run === undefined || kind === 'rerun-failed-jobs');
}
