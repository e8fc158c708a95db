/** Whether a run can be finished, and as what. */
import type { TaskChanged } from '@valine/contracts';
import { isTaskDone, isTaskEnded, LEFT_OPEN, type Plan, type Shipping, type Task } from '@valine/records';

export type ShipDecision =
  | { verdict: 'shipped'; state: 'completed' | 'failed'; tasks: Task[] }
  | { verdict: 'asked'; open: Task[] }
  | { verdict: 'merging'; waiting: number[] }
  | { verdict: 'not_approved_yet' | 'run_finished' | 'run_discarded' | 'run_expired' | 'shipping_already' };

/** `anyway`: somebody has confirmed that the tasks still open are to be left behind. */
export function decideShip(plan: Plan, anyway: boolean, now: number): ShipDecision {
  if (plan.state === 'pending') return { verdict: 'not_approved_yet' };
  if (plan.state === 'cancelled') return { verdict: plan.isExpired ? 'run_expired' : 'run_discarded' };
  if (plan.state !== 'in_progress') return { verdict: 'run_finished' };
  if (plan.shipping !== undefined && isUnderWay(plan.tasks, plan.shipping, now)) return { verdict: 'shipping_already' };
  if (anyway) return shipped(plan.tasks.map(leaveBehind));
  const waiting = plan.tasks.filter((task) => task.pullRequest !== undefined && !isTaskEnded(task));
  if (waiting.length > 0) return { verdict: 'merging', waiting: waiting.map(({ number }) => number) };
  return decideAnswered(plan.tasks);
}

/** Once nothing is to be merged any more: it is asked about the tasks that are not done. */
export function decideAnswered(tasks: readonly Task[]): Extract<ShipDecision, { verdict: 'shipped' | 'asked' }> {
  const open = tasks.filter((task) => !isTaskDone(task));
  return open.length > 0 ? { verdict: 'asked', open } : shipped([...tasks]);
}

/** A task that is not merged by then, and waits for nothing, is stuck: the next `/ship` begins anew. */
const SHIPPING_MS = 15 * 60_000;

function isUnderWay(tasks: readonly Task[], { at, waiting }: Shipping, now: number): boolean {
  const isAwaited = ({ number, waits }: Task) => waiting.includes(number) && waits !== undefined && now < waits.until;
  return now - at < SHIPPING_MS || tasks.some(isAwaited);
}

function shipped(tasks: Task[]): Extract<ShipDecision, { verdict: 'shipped' }> {
  return { verdict: 'shipped', state: outcomeOf(tasks), tasks };
}

/**
 * The shipping as it goes on after news of a task; the same where they are not what became of it. A task whose issue was
 * closed meanwhile is waited for as well: its pull request may just be being merged.
 */
export function shippingAfter(
  shipping: Shipping,
  { number, ship, is }: Pick<TaskChanged, 'number' | 'ship' | 'is'>,
): Shipping {
  const isKnown = is === 'merged' || ship?.why !== undefined;
  if (ship?.id !== shipping.id || !isKnown || !shipping.waiting.includes(number)) return shipping;
  const waiting = shipping.waiting.filter((each) => each !== number);
  const left = is === 'merged' ? [] : [leftOf(number, ship)];
  return { ...shipping, waiting, left: [...shipping.left, ...left] };
}

function leftOf(number: number, { why = '', code }: NonNullable<TaskChanged['ship']>): Shipping['left'][number] {
  return { number, why, ...(code === undefined ? {} : { code }) };
}

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
