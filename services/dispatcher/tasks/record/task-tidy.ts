/** Has a task tidied: once it was merged, and once its plan has ended. */
import type { TaskTidy } from '@valine/contracts';
import { operationId, taskId } from '@valine/records';

/** `number`: of its issue. `after`: what tells it from others of the task. `afterSeconds`: to wait. */
export function taskTidy(planId: string, number: number, after: string, afterSeconds?: number): TaskTidy {
  const id = operationId(taskId(planId, number), `tidy after ${after}`);
  return { type: 'task.tidy', id, planId, number, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
}
