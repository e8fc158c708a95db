/** Whether a run can be finished, and as what. */
import { isTaskDone, isTaskEnded, type Plan, type Task } from '@valine/records';

export type ShipDecision =
  | { verdict: 'shipped'; state: 'completed' | 'failed'; tasks: Task[] }
  | { verdict: 'asked'; open: Task[] }
  | { verdict: 'not_approved_yet' | 'run_finished' | 'run_discarded' };

/** `anyway`: somebody has confirmed that the tasks still open are to be left behind. */
export function decideShip(plan: Plan, anyway: boolean): ShipDecision {
  if (plan.state === 'pending') return { verdict: 'not_approved_yet' };
  if (plan.state === 'cancelled') return { verdict: 'run_discarded' };
  if (plan.state !== 'in_progress') return { verdict: 'run_finished' };
  const open = plan.tasks.filter((task) => !isTaskDone(task));
  if (open.length > 0 && !anyway) return { verdict: 'asked', open };
  const tasks = plan.tasks.map(leaveBehind);
  return { verdict: 'shipped', state: outcomeOf(tasks), tasks };
}

const LEFT_OPEN = 'left open';

function leaveBehind(task: Task): Task {
  return isTaskEnded(task) ? task : { ...task, state: 'skipped', note: LEFT_OPEN };
}

/** Completed if something was done and nothing failed. */
function outcomeOf(tasks: readonly Task[]): 'completed' | 'failed' {
  const hasFailed = tasks.some(({ state }) => state === 'failed');
  const isSomethingDone = tasks.some((task) => task.state === 'merged' && isTaskDone(task));
  return isSomethingDone && !hasFailed ? 'completed' : 'failed';
}

export type KeepGoingDecision = { verdict: 'kept' | 'nothing_asked' };

export function decideKeepGoing(plan: Plan): KeepGoingDecision {
  return { verdict: plan.state === 'in_progress' && plan.shipQuestions.length > 0 ? 'kept' : 'nothing_asked' };
}
