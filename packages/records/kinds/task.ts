/** One issue of a plan: its states and the steps between them that are legal. */
import { PullRequestState, TaskPullRequest } from '@valine/contracts';
import * as z from 'zod/mini';

export const TaskState = z.enum(['pending', 'started', 'ready', 'merged', 'failed', 'skipped']);
export type TaskState = z.infer<typeof TaskState>;

export const Task = z.object({
  /** Issue number. */
  number: z.number(),
  title: z.string(),
  url: z.string(),
  state: TaskState,
  assignee: z.optional(z.string()),
  /** What the estimate label says, e.g. `2d` of `estimate:2d`. */
  estimate: z.optional(z.string()),
  /** 0 (`P0`) to 3 (`P3`); absent without a priority label. */
  priority: z.optional(z.number()),
  /** When the issue had last changed as the plan saw it, in epoch milliseconds: what is older is no news. */
  asOf: z.optional(z.number()),
  /** Why it ended the way it did, for people. */
  note: z.optional(z.string()),
  /** The issue was opened again after the task had ended by its closing. */
  reopened: z.optional(z.boolean()),
  /** Of its record, as the plan last heard of it: what is older is no news. */
  revision: z.optional(z.number()),
  pullRequest: z.optional(TaskPullRequest),
  /** How the pull request stands, while the task has not ended. */
  is: z.optional(PullRequestState),
  /** What keeps the work on it from beginning, for people. */
  trouble: z.optional(z.string()),
  /** Another open plan has the issue too. */
  alsoIn: z.optional(z.string()),
});
export type Task = z.infer<typeof Task>;

const LEGAL: Record<TaskState, readonly TaskState[]> = {
  pending: ['started', 'merged', 'skipped'],
  started: ['ready', 'merged', 'failed', 'skipped'],
  ready: ['started', 'merged', 'failed', 'skipped'],
  merged: [],
  failed: [],
  skipped: [],
};

/** Ended, and its issue has not been opened again since. */
export function isTaskDone(task: Pick<Task, 'state' | 'reopened'>): boolean {
  return isTaskEnded(task) && task.reopened !== true;
}

export function isTaskEnded(task: Pick<Task, 'state'>): boolean {
  return LEGAL[task.state].length === 0;
}

export function isLegalTaskStep(from: TaskState, to: TaskState): boolean {
  return from === to || LEGAL[from].includes(to);
}
