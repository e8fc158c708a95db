/** One issue of a plan: its states, the steps between them that are legal, and what finds its plan. */
import { AgentStand, Outgoing, PullRequestState, TaskPullRequest, TaskWait, Turn } from '@valine/contracts';
import * as z from 'zod/mini';
import { taskId } from '../ids.ts';
import { expiryOf } from '../retention.ts';
import { mutedFields } from './rules/muted.ts';

export const TaskState = z.enum(['pending', 'started', 'ready', 'merged', 'failed', 'skipped']);
export type TaskState = z.infer<typeof TaskState>;

export const Task = z.object({
  /** Issue number. */
  number: z.number(),
  title: z.string(),
  url: z.string(),
  state: TaskState,
  assignee: z.optional(z.string()),
  /** Theirs on Discord, where they are linked. */
  assigneeId: z.optional(z.string()),
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
  /** Whose turn it is with the pull request, while the task has not ended. */
  turn: z.optional(Turn),
  /** The coding agent that has it, or had it last. */
  agent: z.optional(AgentStand),
  /** Its merge: `by` whom, a name or a login; `took`: milliseconds from its beginning; `red`: see `TaskShipped`. */
  merged: z.optional(z.object({ by: z.optional(z.string()), took: z.number(), red: z.optional(z.string()) })),
  /** When the plan heard that it is merged, or its issue closed as done. Epoch milliseconds. */
  mergedAt: z.optional(z.number()),
  /** What a shipping waits for with it. */
  waits: z.optional(TaskWait),
  /** What keeps the work on it from beginning, for people. */
  trouble: z.optional(z.string()),
  /** Not for this plan, so that nothing begins for it: somebody has taken it out (by whom), or it is beyond the limit. */
  out: z.optional(z.object({ by: z.optional(z.string()) })),
  /** Issues that it waits for: nothing begins before they are closed. `asOf`: when they had last changed as the plan saw it. */
  blockedBy: z.optional(
    z.array(
      z.object({
        number: z.number(),
        /** `owner/name`, where it is another one. */
        repository: z.optional(z.string()),
        isClosed: z.optional(z.boolean()),
        /** Nobody may look whether it is open, so that it counts as open until something tells that it is closed. */
        isUnseen: z.optional(z.boolean()),
        asOf: z.optional(z.number()),
      }),
    ),
  ),
  /** So many more, as GitHub counts, which it does not show: it waits until GitHub counts none any more. */
  unseenBlockers: z.optional(z.number()),
  /** The plan before left it unfinished. `since`: when the first plan that had it was asked for (epoch milliseconds). */
  carried: z.optional(z.object({ since: z.number(), days: z.number() })),
  /** Another open plan has the issue too. */
  alsoIn: z.optional(z.string()),
  /** By itself; `mutedLines`: those of the plan alone. */
  ...mutedFields,
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

/** Those of a plan, without what is out of it. */
export function tasksOf({ tasks }: { tasks: readonly Task[] }): Task[] {
  return tasks.filter(({ out }) => out === undefined);
}

/** What it waits for still. */
export function openBlockersOf({ blockedBy = [] }: Pick<Task, 'blockedBy'>): NonNullable<Task['blockedBy']> {
  return blockedBy.filter(({ isClosed }) => isClosed !== true);
}

/** Whether it waits for others before it begins: what is unknown is never taken for closed. */
export function isBlocked(task: Pick<Task, 'blockedBy' | 'unseenBlockers'>): boolean {
  return openBlockersOf(task).length > 0 || (task.unseenBlockers ?? 0) > 0;
}

/** Of the issues by which events find a plan: those of its tasks, and those that these wait for. */
export function followedNumbers({ tasks }: { tasks: readonly Task[] }): number[] {
  const blockers = tasks
    .flatMap(({ blockedBy = [] }) => blockedBy)
    .filter(({ repository }) => repository === undefined);
  return [...new Set([...tasks, ...blockers].map(({ number }) => number))];
}

/** What a task says that was open when its plan ended: the next plan has it again. */
export const LEFT_OPEN = 'left open';

/** Ended, and its issue has not been opened again since. */
export function isTaskDone(task: Pick<Task, 'state' | 'reopened'>): boolean {
  return isTaskEnded(task) && task.reopened !== true;
}

/** Done, and none of them fell away. */
export function mergedTasks(tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.state === 'merged' && isTaskDone(task));
}

/** With the time at those that were not merged before. `now`: epoch milliseconds. */
export function datedMerges(before: readonly Task[], tasks: readonly Task[], now: number): Task[] {
  return tasks.map((task, index) =>
    task.state === 'merged' && before[index]?.state !== 'merged' ? { ...task, mergedAt: now } : task,
  );
}

export function isTaskEnded(task: Pick<Task, 'state'>): boolean {
  return LEGAL[task.state].length === 0;
}

export function isLegalTaskStep(from: TaskState, to: TaskState): boolean {
  return from === to || LEGAL[from].includes(to);
}

/**
 * That a plan has an issue: by it an event of the issue finds the plan, however many others are open. It is there before the
 * plan is, and is listed among those that have ended once the plan has; nothing else of it changes. The same of somebody's pull request that a
 * task has adopted: issues and pull requests are numbered together.
 */
export const PlannedIssue = z.object({
  kind: z.literal('planned'),
  /** The plan's and the number. */
  id: z.string(),
  /** 1, and 2 once the plan has ended. */
  version: z.number(),
  planId: z.string(),
  /** `owner/name`. */
  repository: z.string(),
  /** Of the issue, or of the pull request. */
  number: z.number(),
  /** Where it is a pull request: the issue whose task has adopted it. */
  adoptedFor: z.optional(z.number()),
  /** When the plan was asked for. Epoch milliseconds. */
  requestedAt: z.number(),
  /** The plan has ended. */
  isOver: z.optional(z.boolean()),
  /** Always empty: every record has one. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type PlannedIssue = z.infer<typeof PlannedIssue>;

/** A plan lives for 45 days after each of its changes, and what finds it is written once: far longer than a plan takes. */
const LISTED_SECONDS = 365 * 24 * 3600;

/** Of a plan. The same whenever it is made. */
export function plannedIssue(
  { id: planId, repository, requestedAt }: { id: string; repository: string; requestedAt: number },
  number: number,
): PlannedIssue {
  const expiresAt = Math.ceil(requestedAt / 1000) + LISTED_SECONDS;
  const id = taskId(planId, number);
  return { kind: 'planned', id, version: 1, planId, repository, number, requestedAt, outbox: [], expiresAt };
}

/** Of a pull request that the task of `issue` has adopted. */
export function plannedPull(plan: Parameters<typeof plannedIssue>[0], number: number, issue: number): PlannedIssue {
  return { ...plannedIssue(plan, number), adoptedFor: issue };
}

/** `now`: epoch milliseconds. */
export function overIssue(planned: PlannedIssue, now: number): PlannedIssue {
  return { ...planned, version: planned.version + 1, isOver: true, expiresAt: expiryOf(now) };
}

/** By when the plan was asked for, or ended; the latter to the second. Epoch milliseconds, to be compared within one list. */
export function plannedListedAt({ isOver, requestedAt, expiresAt }: PlannedIssue): number {
  return isOver ? expiresAt * 1000 : requestedAt;
}

/** What lists tell of it. */
export const PlannedSummary = z.object({
  kind: z.literal('planned'),
  id: z.string(),
  planId: z.string(),
  repository: z.string(),
  number: z.number(),
  adoptedFor: z.optional(z.number()),
});
export type PlannedSummary = z.infer<typeof PlannedSummary>;

export function plannedSummary({ kind, id, planId, repository, number, adoptedFor }: PlannedIssue): PlannedSummary {
  return { kind, id, planId, repository, number, ...(adoptedFor === undefined ? {} : { adoptedFor }) };
}

/** Id of the task that an event of it is about. */
export function taskOfPlanned({ planId, number, adoptedFor }: PlannedSummary): string {
  return taskId(planId, adoptedFor ?? number);
}
