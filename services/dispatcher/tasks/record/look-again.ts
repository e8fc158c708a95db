/** A task that is shipped, and could not be written to as it was looked at: it is looked at again, or left. Pure. */
import type { Outgoing } from '@valine/contracts';
import { type EffectRecord, operationId, type TaskRecord } from '@valine/records';

type WriteRefusal = 'merge_refused' | 'github_busy' | 'head_moves' | 'update_refused' | 'queue_refused' | 'dequeued';

/** Nothing is waited for any more. */
export function leftAs(task: TaskRecord, why: string, code: WriteRefusal): TaskRecord {
  if (task.ship === undefined || task.ship.why === why) return task;
  const { waits: _, ...ship } = task.ship;
  return { ...task, ship: { ...ship, why, code } };
}

/** Somebody who pushes while it is shipped does so a few times at most. */
const MOST_LOOKS = 4;
/** GitHub shows the new head a moment later. */
const LOOK_AGAIN_SECONDS = 5;

/** `effect`: what was refused. Undefined where it was looked at often enough. */
export function lookedAtAgain(task: TaskRecord, effect: Pick<EffectRecord, 'id'>): TaskRecord | undefined {
  const look = (task.ship?.look ?? 1) + 1;
  return look > MOST_LOOKS ? undefined : withLook(task, look, operationId(effect.id, 'look again'), LOOK_AGAIN_SECONDS);
}

/** Has it looked at in some seconds: by this message, and no other. */
export function withLook(task: TaskRecord, look: number, id: string, afterSeconds: number): TaskRecord {
  const { planId, issue, ship, outbox } = task;
  if (ship === undefined) return task;
  const message: Outgoing = { type: 'task.ship', id, planId, number: issue.number, ship: ship.id, look, afterSeconds };
  return { ...task, ship: { ...ship, next: id }, outbox: [...outbox, message] };
}
