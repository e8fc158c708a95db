/** What a plan's thread says when issues move. */
import type { Message } from '@valine/contracts';
import { isTaskDone, type Plan, type Task, tasksOf } from '@valine/records';
import { progressText, taskLine } from '../card/messages.ts';

/** `cause`: who did it on GitHub, or that a comparison found it. `called`: ids on Discord of those whose turn it has become. */
export type MovedTasks = { tasks: readonly Task[]; cause: string; called?: string[] };

/** `isLast`: nothing more is told with it. Without tasks it tells how far the plan is. */
export function issuesMovedMessage(moved: readonly MovedTasks[], plan: Plan, isLast = true): Message {
  const lines = moved.flatMap(({ tasks, cause }) =>
    tasks.length === 0 ? [] : [...tasks.map(taskLine), `-# ${cause}`],
  );
  const closing = isLast ? doneText(plan) : [];
  const users = [...new Set(moved.flatMap(({ called = [] }) => called))];
  return {
    content: [[...(lines.length === 0 ? [] : [lines.join('\n')]), progressText(plan)].join(' • '), ...closing].join(
      '\n',
    ),
    ...(users.length === 0 ? {} : { pings: { users, roles: [] } }),
  };
}

function doneText({ id, state, ...plan }: Plan): string[] {
  if (!tasksOf(plan).every(isTaskDone)) return [];
  if (state === 'pending') return [`Nothing is left to approve: discard \`${id}\`, or propose another with \`/plan\`.`];
  if (state !== 'in_progress') return [];
  return [`All tasks are done. \`/ship run_id:${id}\` finishes the run.`];
}
