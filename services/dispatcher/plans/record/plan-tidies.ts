/** Has the tasks of a plan that has ended tidied: what was merged was tidied then. */
import type { TaskTidy } from '@valine/contracts';
import { type Plan, type RecordStore, type Task, taskTidy } from '@valine/records';

/** GitHub takes some 80 writes in a minute; each of these is two at most. SQS bounds how long a message waits. */
const APART_SECONDS = 3;
const MOST_SECONDS = 900;

/** Two queries for each task that has not begun. */
export async function planTidies(
  store: Pick<RecordStore, 'listPlanned'>,
  { id, tasks }: Pick<Plan, 'id' | 'tasks'>,
): Promise<TaskTidy[]> {
  const isMeant = await Promise.all(tasks.map((task) => mayHaveBegun(task) || hadByAnother(store, id, task)));
  return tasks
    .filter((_, index) => isMeant[index])
    .map(({ number }, index) => taskTidy(id, number, 'end', Math.min(index * APART_SECONDS, MOST_SECONDS)));
}

function mayHaveBegun({ state, out, merged, reopened }: Task): boolean {
  return state !== 'pending' && out === undefined && (merged === undefined || reopened === true);
}

/** That may have ended meanwhile, and left the labels of the issue to this one. */
async function hadByAnother(
  { listPlanned }: Pick<RecordStore, 'listPlanned'>,
  planId: string,
  { number, merged }: Task,
): Promise<boolean> {
  if (merged !== undefined) return false;
  const planned = await Promise.all([listPlanned(number, 'ended'), listPlanned(number, 'open')]);
  return planned.flat().some((each) => each.planId !== planId);
}
