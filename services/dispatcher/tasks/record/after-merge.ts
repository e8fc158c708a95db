/** What follows for a task from the answer to its merge. Pure. */
import { type EffectRecord, operationId, type TaskRecord } from '@valine/records';
import { HEAD_MOVED, isToBeLookedAt, LOOKED_AT_LONG_AGO } from '../../effects/definition/judge-failure.ts';
import { leftAs, lookedAtAgain, withLook } from './look-again.ts';
import { busyText, movingText, notMergedText } from './texts.ts';

/** `effect`: the merge, done, refused or parked. */
export function afterMerge(task: TaskRecord, effect: EffectRecord, now: number): TaskRecord {
  if (task.seen?.is === 'merged') return task;
  const { parked, outcome } = effect;
  if (parked !== undefined) return leftAs(task, notMergedText(parked.reason), 'merge_refused');
  if (outcome?.refused === undefined) return { ...task, seen: { is: 'merged', at: now } };
  if (QUEUE.test(outcome.refused.detail)) return toBeEnqueued(task, effect);
  const { status, detail } = outcome.refused;
  const again = isToBeLookedAt(status) ? lookedAtAgain(task, effect) : undefined;
  if (again !== undefined) return again;
  if (status === LOOKED_AT_LONG_AGO) return leftAs(task, busyText(), 'github_busy');
  return status === HEAD_MOVED
    ? leftAs(task, movingText(), 'head_moves')
    : leftAs(task, notMergedText(detail), 'merge_refused');
}

const QUEUE = /merge queue/i;
const SOON_SECONDS = 1;

/** GitHub tells that there is a queue by refusing to merge past it. */
function toBeEnqueued(task: TaskRecord, effect: EffectRecord): TaskRecord {
  if (task.ship === undefined) return task;
  const { hasQueue, queued } = task.ship;
  // That was known, and it could not be put in.
  if (hasQueue && queued === undefined)
    return leftAs(task, notMergedText(effect.outcome?.refused?.detail ?? ''), 'merge_refused');
  const next = { ...task, ship: { ...task.ship, hasQueue: true } };
  return withLook(next, task.ship.look ?? 1, operationId(effect.id, 'enqueue'), SOON_SECONDS);
}
