/** Has the tasks of a plan that has ended tidied: what was merged was tidied then. */
import type { Outgoing } from '@valine/contracts';
import { operationId, type Plan, type Task } from '@valine/records';

/** GitHub takes some 80 writes in a minute; each of these is two at most. SQS bounds how long a message waits. */
const APART_SECONDS = 3;
const MOST_SECONDS = 900;

export function planTidies({ id: planId, tasks }: Pick<Plan, 'id' | 'tasks'>): Outgoing[] {
  return tasks.filter(mayHaveBegun).map(({ number }, index) => ({
    type: 'task.tidy',
    id: operationId(planId, `tidy #${number}`),
    planId,
    number,
    afterSeconds: Math.min(index * APART_SECONDS, MOST_SECONDS),
  }));
}

function mayHaveBegun({ state, out, merged, reopened }: Task): boolean {
  return state !== 'pending' && out === undefined && (merged === undefined || reopened === true);
}
