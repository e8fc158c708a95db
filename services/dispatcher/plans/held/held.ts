/**
 * Issues that move right after others are told together with what comes meanwhile: twenty-five that are closed at once
 * make a few edits of the card and a few lines, not twenty-five of each.
 */
import type { Outgoing } from '@valine/contracts';
import { isMuted, isTaskDone, operationId, type Plan, type Task, tasksOf } from '@valine/records';
import { withDirect } from '../../people/called.ts';
import { threadNotification } from '../../replies/notifications.ts';
import { peopleOnLine, taskLine } from '../card/messages.ts';
import { issuesMovedMessage, type MovedTasks } from './messages.ts';

const TOGETHER_SECONDS = 2;
const TASKS_A_MESSAGE = 10;

/** `after`: with its tasks moved. `now`: epoch milliseconds. */
function tellOrHold(before: Plan, after: Plan, { tasks, ...news }: MovedTasks, now: number): Plan {
  const isTooSoon = before.held !== undefined || now - (before.toldAt ?? 0) < TOGETHER_SECONDS * 1000;
  if (!isTooSoon) return { ...after, toldAt: now };
  const { dueId = operationId(before.id, `held ${before.version + 1}`), news: held = [] } = before.held ?? {};
  return { ...after, held: { dueId, news: [...held, { ...news, tasks: tasks.map(({ number }) => number) }] } };
}

/** `doer`: id on Discord of the person who did it: they are not called, for they know. */
type Moved = { moved: readonly Task[]; cause: string; doer?: string | undefined; source: string; now: number };

/**
 * The plan with these tasks, and the messages about those that moved: sent now, or later together with the next ones. A muted
 * task has no line in the thread: only people whom it calls are told directly. That all is done is news of the plan itself.
 */
export function movedTasks(
  plan: Plan,
  tasks: Task[],
  { moved, cause, doer, source, now }: Moved,
): { next: Plan; messages(after: Plan): Outgoing[] } {
  const newsOf = (those: readonly Task[]) => {
    const called = those.flatMap((task) => newlyCalled(task, plan)).filter((id) => id !== doer);
    return { tasks: those, cause, ...(called.length === 0 ? {} : { called }) };
  };
  const [muted, heard] = [moved.filter((task) => isMuted(task, now)), moved.filter((task) => !isMuted(task, now))];
  const isLeftOut = (of: number) => muted.some(({ number }) => number === of);
  const counted = tasks.map((task) => (isLeftOut(task.number) ? withLineLeftOut(task) : task));
  const after = { ...plan, tasks: counted };
  const isTold = heard.length > 0 || (!isAllDone(plan) && isAllDone(after));
  return {
    next: isTold ? tellOrHold(plan, after, newsOf(heard), now) : after,
    messages: (next) => [
      ...(muted.length === 0 ? [] : told(next, `${source} muted`, [newsOf(muted)]).slice(1)),
      ...(hasHeld(plan, next) ? heldDue(plan, next) : isTold ? told(next, source, [newsOf(heard)]) : []),
    ],
  };
}

/** Of a task that is muted by itself. */
export function withLineLeftOut(task: Task): Task {
  return { ...task, mutedLines: (task.mutedLines ?? 0) + 1 };
}

function isAllDone(plan: Plan): boolean {
  return tasksOf(plan).every(isTaskDone);
}

/** The line of the thread first, then the direct messages to the people whom it calls. */
function told(plan: Plan, source: string, news: readonly MovedTasks[], isLast?: boolean): Outgoing[] {
  const line = threadNotification(plan, source, issuesMovedMessage(news, plan, isLast));
  const theirs = (personId: string) => news.flatMap(({ tasks }) => tasks.filter((task) => isOn(task, personId)));
  return withDirect(line, plan.id, (personId) => theirs(personId).map((task) => taskLine(task)));
}

function isOn(task: Task, personId: string): boolean {
  return peopleOnLine(task).includes(personId);
}

/** A person whose turn it was before is not called again. */
function newlyCalled(task: Task, { tasks }: Plan): string[] {
  const before = tasks.find(({ number }) => number === task.number);
  const known = before === undefined ? [] : peopleOnLine(before);
  return peopleOnLine(task).filter((id) => !known.includes(id));
}

/** Whether a change has held something back. */
export function hasHeld(before: Plan, { held }: Plan): boolean {
  return held !== undefined && held !== before.held;
}

/** One for all that is held. */
function heldDue(before: Plan, { id: planId, held }: Plan): Outgoing[] {
  if (held === undefined || held.dueId === before.held?.dueId) return [];
  return [{ type: 'plan.due', id: held.dueId, planId, afterSeconds: TOGETHER_SECONDS }];
}

export function withoutHeld({ held: _, ...plan }: Plan, now: number): Plan {
  return { ...plan, toldAt: now };
}

/** What was held before the change. */
export function heldLines({ held }: Plan, after: Plan): Outgoing[] {
  if (held === undefined) return [];
  const causes = new Map(held.news.flatMap(({ tasks, cause }) => tasks.map((number) => [number, cause] as const)));
  const called = held.news.flatMap((news) => news.called ?? []);
  const moved = after.tasks.filter(({ number }) => causes.has(number));
  // That all is done is told though all that moved is muted.
  const parts = Array.from({ length: Math.max(1, Math.ceil(moved.length / TASKS_A_MESSAGE)) }, (_, part) =>
    moved.slice(part * TASKS_A_MESSAGE, (part + 1) * TASKS_A_MESSAGE),
  );
  const before = new Set<string>();
  return parts.flatMap((tasks, part) => {
    const news = byCause(
      tasks,
      causes,
      called.filter((id) => !before.has(id)),
    );
    for (const id of tasks.flatMap(peopleOnLine)) before.add(id);
    return told(after, `${held.dueId} ${part}`, news, part === parts.length - 1);
  });
}

/** People who are called have a line of their own: by now it may be somebody else's turn. */
function byCause(tasks: readonly Task[], causes: ReadonlyMap<number, string>, called: readonly string[]): MovedTasks[] {
  const groups = Map.groupBy(tasks, ({ number }) => causes.get(number) ?? '');
  return [...groups].map(([cause, moved]) => ({
    tasks: moved,
    cause,
    called: moved.flatMap(peopleOnLine).filter((id) => called.includes(id)),
  }));
}
