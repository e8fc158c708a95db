/** What a choice in the list of a proposal takes out of it, and what it takes in. */
import type { Person } from '@valine/contracts';
import { isTaskDone, type Plan, type Task, tasksOf } from '@valine/records';
import { choicesOf, type ShownList } from '../card/messages.ts';

export type EditDecision =
  | { verdict: 'edited'; tasks: Task[]; takenOut: number[]; takenIn: number[] }
  | {
      verdict:
        | 'already_approved'
        | 'run_finished'
        | 'run_discarded'
        | 'run_expired'
        | 'list_changed'
        | 'nothing_changed'
        | 'none_chosen'
        | 'too_many_chosen';
    };

/** `values`: numbers of all that were chosen on the page. */
export function decideEdit(
  plan: Plan,
  shown: ShownList,
  values: readonly string[],
  { name: by }: Pick<Person, 'name'>,
): EditDecision {
  if (plan.state === 'in_progress') return { verdict: 'already_approved' };
  if (plan.state === 'cancelled') return { verdict: plan.isExpired ? 'run_expired' : 'run_discarded' };
  if (plan.state !== 'pending') return { verdict: 'run_finished' };
  if (shown.edition !== (plan.edition ?? 0)) return { verdict: 'list_changed' };
  const offered = new Set(choicesOf(plan, shown.page));
  const tasks = plan.tasks.map((task) =>
    offered.has(task) ? chosen(task, values.includes(`${task.number}`), by) : task,
  );
  const changed = tasks.filter((task, index) => task !== plan.tasks[index]);
  if (changed.length === 0) return { verdict: 'nothing_changed' };
  const left = tasksOf({ tasks });
  if (left.every(isTaskDone)) return { verdict: 'none_chosen' };
  if (left.length > (plan.limit ?? tasks.length)) return { verdict: 'too_many_chosen' };
  const numbers = (isOut: boolean) =>
    changed.filter(({ out }) => isOut === (out !== undefined)).map(({ number }) => number);
  return { verdict: 'edited', tasks, takenOut: numbers(true), takenIn: numbers(false) };
}

function chosen(task: Task, isIn: boolean, by: string): Task {
  const { out, ...rest } = task;
  if (isIn === (out === undefined)) return task;
  return isIn ? rest : { ...rest, out: { by } };
}
