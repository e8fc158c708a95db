/** What follows for a task from the answer to its merge. Pure. */
import type { Outgoing } from '@valine/contracts';
import { type EffectRecord, operationId, type TaskRecord } from '@valine/records';
import { movingText, notMergedText } from './texts.ts';

/** Somebody who pushes while it is shipped does so a few times at most. */
const MOST_LOOKS = 4;
/** GitHub shows the new head a moment later. */
const LOOK_AGAIN_SECONDS = 5;

/** `effect`: the merge, done, refused or parked. */
export function afterMerge(task: TaskRecord, effect: EffectRecord, now: number): TaskRecord {
  if (task.seen?.is === 'merged') return task;
  const { parked, outcome } = effect;
  if (parked !== undefined) return left(task, notMergedText(parked.reason), 'merge_refused');
  if (outcome?.refused === undefined) return { ...task, seen: { is: 'merged', at: now } };
  if (outcome.refused.status !== HEAD_MOVED) return left(task, notMergedText(outcome.refused.detail), 'merge_refused');
  const again = lookAgain(task, effect);
  return again === undefined ? left(task, movingText(), 'head_moves') : { ...task, outbox: [...task.outbox, again] };
}

const HEAD_MOVED = 409;

type MergeRefusal = 'merge_refused' | 'head_moves';

function left(task: TaskRecord, why: string, code: MergeRefusal): TaskRecord {
  return task.ship === undefined || task.ship.why === why ? task : { ...task, ship: { ...task.ship, why, code } };
}

/** Undefined where it was looked at often enough. */
function lookAgain({ planId, issue, ship }: TaskRecord, { id }: EffectRecord): Outgoing | undefined {
  const look = (ship?.look ?? 1) + 1;
  if (ship === undefined || look > MOST_LOOKS) return undefined;
  const about = { planId, number: issue.number, ship: ship.id };
  return {
    type: 'task.ship',
    id: operationId(id, 'look again'),
    ...about,
    look,
    afterSeconds: LOOK_AGAIN_SECONDS,
  };
}
