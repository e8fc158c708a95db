/** Has the work on tasks of a plan begin, one after the other. */
import type { Outgoing } from '@valine/contracts';
import { operationId, type Task } from '@valine/records';

/** GitHub takes 80 writes in a minute, and the beginning of a task is six. */
const APART_SECONDS = 5;

/** `source`: what gives rise to it. */
export function taskStarts(planId: string, tasks: readonly Task[], source: string): Outgoing[] {
  return tasks.map(({ number }, index) => ({
    type: 'task.start',
    id: operationId(source, `start #${number} of ${planId}`),
    planId,
    number,
    afterSeconds: index * APART_SECONDS,
  }));
}
