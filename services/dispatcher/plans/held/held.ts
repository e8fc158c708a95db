/**
 * Issues that move right after others are told together with what comes meanwhile: twenty-five that are closed at once
 * make a few edits of the card and a few lines, not twenty-five of each.
 */
import type { Outgoing } from '@valine/contracts';
import { operationId, type Plan, type Task } from '@valine/records';
import { threadNotification } from '../../replies/notifications.ts';
import { issuesMovedMessage, type MovedTasks } from './messages.ts';

const TOGETHER_SECONDS = 2;
const TASKS_A_MESSAGE = 10;

/** `after`: with its tasks moved. `now`: epoch milliseconds. */
function tellOrHold(before: Plan, after: Plan, moved: readonly Task[], cause: string, now: number): Plan {
  const isTooSoon = before.held !== undefined || now - (before.toldAt ?? 0) < TOGETHER_SECONDS * 1000;
  if (!isTooSoon) return { ...after, toldAt: now };
  const { dueId = operationId(before.id, `held ${before.version + 1}`), news = [] } = before.held ?? {};
  return { ...after, held: { dueId, news: [...news, { tasks: moved.map(({ number }) => number), cause }] } };
}

/** The plan with these tasks, and what is said of those that moved: now, or together with what comes meanwhile. */
export function movedTasks(
  plan: Plan,
  tasks: Task[],
  { moved, cause, source, now }: { moved: readonly Task[]; cause: string; source: string; now: number },
): { next: Plan; messages(after: Plan): Outgoing[] } {
  const line = (after: Plan) => threadNotification(after, source, issuesMovedMessage([{ tasks: moved, cause }], after));
  return {
    next: tellOrHold(plan, { ...plan, tasks }, moved, cause, now),
    messages: (after) => (hasHeld(plan, after) ? heldDue(plan, after) : [line(after)]),
  };
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
  const moved = after.tasks.filter(({ number }) => causes.has(number));
  const parts = Array.from({ length: Math.ceil(moved.length / TASKS_A_MESSAGE) }, (_, part) =>
    moved.slice(part * TASKS_A_MESSAGE, (part + 1) * TASKS_A_MESSAGE),
  );
  return parts.map((tasks, part) =>
    threadNotification(
      after,
      `${held.dueId} ${part}`,
      issuesMovedMessage(byCause(tasks, causes), after, part === parts.length - 1),
    ),
  );
}

function byCause(tasks: readonly Task[], causes: ReadonlyMap<number, string>): MovedTasks[] {
  const groups = Map.groupBy(tasks, ({ number }) => causes.get(number) ?? '');
  return [...groups].map(([cause, moved]) => ({ tasks: moved, cause }));
}
