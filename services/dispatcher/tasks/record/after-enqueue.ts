/** What follows for a task once its pull request was put into the merge queue, was not, or has left it. Pure. */
import type { FoundQueueStand } from '@valine/github';
import { CLOCK_SKEW_MS } from '@valine/lambda-kit';
import { type EffectRecord, operationId, type TaskRecord } from '@valine/records';
import { isToBeLookedAt, LOOKED_AT_LONG_AGO } from '../../effects/definition/judge-failure.ts';
import { leftAs, lookedAtAgain, withLook } from './look-again.ts';
import { busyText, dequeuedText, notEnqueuedText } from './texts.ts';

const FOLLOW_SECONDS = 30;

/** `effect`: putting it in: done, refused or parked. */
export function afterEnqueue(task: TaskRecord, effect: EffectRecord): TaskRecord {
  const { parked, outcome } = effect;
  if (task.ship === undefined || task.seen?.is === 'merged') return task;
  if (parked !== undefined) return leftAs(task, notEnqueuedText(parked.reason), 'queue_refused');
  const { refused } = outcome ?? {};
  if (refused === undefined)
    return withLook(task, task.ship.look ?? 1, operationId(effect.id, 'follow'), FOLLOW_SECONDS);
  const { waits: _, queued: __, ...ship } = task.ship;
  const again = isToBeLookedAt(refused.status) ? lookedAtAgain({ ...task, ship }, effect) : undefined;
  if (again !== undefined) return again;
  return refused.status === LOOKED_AT_LONG_AGO
    ? leftAs(task, busyText(), 'github_busy')
    : leftAs(task, notEnqueuedText(refused.detail), 'queue_refused');
}

/**
 * When it left the queue, unless that is known, or was before `since` (epoch milliseconds by our clock; GitHub's differs).
 * What was merged has left it too.
 */
export function newlyLeft(
  { left }: Pick<FoundQueueStand, 'left'>,
  { dequeued }: Pick<TaskRecord, 'dequeued'>,
  since: number,
): FoundQueueStand['left'] {
  const isNew = left !== undefined && left.at !== dequeued?.at && left.at >= since - CLOCK_SKEW_MS;
  return isNew && left.reason !== 'merged' ? left : undefined;
}

/** It has left the queue that a shipping waits for: the thread tells it, and the shipping is answered. */
export function leftDequeued(task: TaskRecord, dequeued: NonNullable<TaskRecord['dequeued']>): TaskRecord {
  return leftAs({ ...task, dequeued }, dequeuedText(dequeued.base, dequeued.reason), 'dequeued');
}
