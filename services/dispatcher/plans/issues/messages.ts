/** What a plan's thread says when issues move. */
import type { Message } from '@valine/contracts';
import { isTaskDone, type Plan, type Task } from '@valine/records';
import { progressOf, taskLine } from '../card/messages.ts';

/** `cause`: who did it on GitHub, or that a comparison found it. */
export function issuesMovedMessage(moved: readonly Task[], cause: string, plan: Plan): Message {
  return { content: [...moved.map(taskLine), `-# ${cause} • ${progressOf(plan)}`, ...doneText(plan)].join('\n') };
}

function doneText({ id, state, tasks }: Plan): string[] {
  if (!tasks.every(isTaskDone)) return [];
  if (state === 'pending') return [`Nothing is left to approve: discard \`${id}\`, or propose another with \`/plan\`.`];
  return [`All tasks are done. \`/ship run_id:${id}\` finishes the run.`];
}

export function byPerson(login: string): string {
  return `${login} on GitHub`;
}

export const FOUND_BY_CHECK = 'found by comparing with GitHub';
