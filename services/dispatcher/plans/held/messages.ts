/** What a plan's thread says when issues move. */
import type { Message } from '@valine/contracts';
import { isTaskDone, type Plan, type Task, tasksOf } from '@valine/records';
import { progressText, taskLine } from '../card/messages.ts';

/** `cause`: who did it on GitHub, or that a comparison found it. */
export type MovedTasks = { tasks: readonly Task[]; cause: string };

/** `isLast`: nothing more is told with it. */
export function issuesMovedMessage(moved: readonly MovedTasks[], plan: Plan, isLast = true): Message {
  const lines = moved.flatMap(({ tasks, cause }) => [...tasks.map(taskLine), `-# ${cause}`]);
  const closing = isLast ? doneText(plan) : [];
  return { content: [`${lines.join('\n')} • ${progressText(plan)}`, ...closing].join('\n') };
}

function doneText({ id, state, ...plan }: Plan): string[] {
  if (!tasksOf(plan).every(isTaskDone)) return [];
  if (state === 'pending') return [`Nothing is left to approve: discard \`${id}\`, or propose another with \`/plan\`.`];
  if (state !== 'in_progress') return [];
  return [`All tasks are done. \`/ship run_id:${id}\` finishes the run.`];
}
