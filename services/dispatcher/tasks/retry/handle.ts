/** Has effects of a task tried again, as `valine resolve --retry` does: what may have happened is looked for first. */
import type { TaskRetry } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, resolveEffect, type TaskRecord, taskId } from '@valine/records';
import type { Ports } from '../../ports.ts';

export async function handleTaskRetry(
  ports: Pick<Ports, 'store' | 'queues' | 'clock'>,
  { planId, number, effectIds, askedAt }: TaskRetry,
): Promise<void> {
  const { record } = await changeRecord(ports.store, 'task', taskId(planId, number), (task) => {
    const next = task && retried(task, effectIds, askedAt, ports.clock.now());
    return next === undefined || next === task ? { verdict: undefined } : { verdict: undefined, next };
  });
  if (record !== undefined) await flushOutbox(ports, record);
}

/** The task itself where there is nothing to try again. */
function retried(task: TaskRecord, effectIds: readonly string[], askedAt: number, now: number): TaskRecord {
  const given = task.effects.filter(({ id, parked }) => effectIds.includes(id) && (parked?.at ?? now) < askedAt);
  const next = given.reduce((each, { id }) => resolveEffect(each, id, { is: 'retry' }, now) ?? each, task);
  return next === task ? task : { ...next, version: task.version + 1 };
}
