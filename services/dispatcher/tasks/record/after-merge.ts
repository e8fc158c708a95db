/** What follows for a task from the answer to its merge. Pure. */
import type { EffectRecord, TaskRecord } from '@valine/records';
import { leftAs, lookedAtAgain } from './look-again.ts';
import { movingText, notMergedText } from './texts.ts';

/** `effect`: the merge, done, refused or parked. */
export function afterMerge(task: TaskRecord, effect: EffectRecord, now: number): TaskRecord {
  if (task.seen?.is === 'merged') return task;
  const { parked, outcome } = effect;
  if (parked !== undefined) return leftAs(task, notMergedText(parked.reason), 'merge_refused');
  if (outcome?.refused === undefined) return { ...task, seen: { is: 'merged', at: now } };
  if (outcome.refused.status !== HEAD_MOVED)
    return leftAs(task, notMergedText(outcome.refused.detail), 'merge_refused');
  return lookedAtAgain(task, effect) ?? leftAs(task, movingText(), 'head_moves');
}

const HEAD_MOVED = 409;
