/** What a plan's thread says when issues move. */
import type { Message } from '@valine/contracts';
import { isTaskEnded, type Plan, type Task } from '@valine/records';
import { progressOf, taskLine } from '../card/messages.ts';

/** `cause`: who did it on GitHub, or that a comparison found it. */
export function issuesMovedMessage(moved: readonly Task[], cause: string, plan: Plan): Message {
  const done = plan.tasks.every(isTaskEnded)
    ? [`All tasks are done. \`/ship run_id:${plan.id}\` finishes the run.`]
    : [];
  return { content: [...moved.map(taskLine), `-# ${cause} • ${progressOf(plan)}`, ...done].join('\n') };
}

export function byPerson(login: string): string {
  return `${login} on GitHub`;
}

export const FOUND_BY_CHECK = 'found by comparing with GitHub';
