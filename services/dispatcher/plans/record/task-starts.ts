/** Has the work on tasks of a plan begin, one after the other. */
import type { Outgoing } from '@valine/contracts';
import { delayedBy } from '@valine/lambda-kit';
import { operationId, type Task } from '@valine/records';

/** GitHub takes some 80 writes in a minute and 500 in an hour; the beginning of a task is seven at most. */
const APART_SECONDS = 6;
const TASKS_AN_HOUR = 60;

/** `source`: what gives rise to it. `now`: epoch milliseconds. */
export function taskStarts(planId: string, tasks: readonly Task[], source: string, now: number): Outgoing[] {
  return tasks.map(({ number }, index) => ({
    type: 'task.start',
    id: operationId(source, `start #${number} of ${planId}`),
    planId,
    number,
    ...delayedBy(Math.floor(index / TASKS_AN_HOUR) * 3600 + (index % TASKS_AN_HOUR) * APART_SECONDS, now),
  }));
}
