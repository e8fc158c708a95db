/** What follows for a task once its branch was brought up to date, or was not. Pure. */
import { type EffectRecord, operationId, type TaskRecord } from '@valine/records';
import { leftAs, lookedAtAgain, withLook } from './look-again.ts';
import { notUpdatedText } from './texts.ts';

/** GitHub has accepted it, and does it in a moment. */
const FOLLOW_SECONDS = 10;

/** `effect`: the update, done, refused or parked. */
export function afterUpdate(task: TaskRecord, effect: EffectRecord): TaskRecord {
  const { parked, outcome } = effect;
  if (task.ship === undefined || task.seen?.is === 'merged') return task;
  if (parked !== undefined) return leftAs(task, notUpdatedText(parked.reason), 'update_refused');
  if (outcome?.refused !== undefined) return afterRefusal(task, task.ship, effect, outcome.refused.detail);
  return withLook(task, task.ship.look ?? 1, operationId(effect.id, 'follow'), FOLLOW_SECONDS);
}

/** Its head has moved, or there is nothing new in its base, or the two conflict: another look tells. */
function afterRefusal(
  task: TaskRecord,
  { waits: _, updatedHead: __, updates = 1, ...ship }: NonNullable<TaskRecord['ship']>,
  effect: EffectRecord,
  detail: string,
): TaskRecord {
  const next = { ...task, ship: { ...ship, updates: updates - 1 } };
  return lookedAtAgain(next, effect) ?? leftAs(task, notUpdatedText(detail), 'update_refused');
}
