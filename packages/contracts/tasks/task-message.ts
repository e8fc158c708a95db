/** What a plan tells its tasks, and a task its plan; both are the dispatcher's own records. */
import * as z from 'zod/mini';
import { signed } from '../trust/signed.ts';
import { AgentStand } from './agent-message.ts';
import { Turn } from './turn.ts';

/** An approved plan has the work on one of its issues begin: a branch, and a draft pull request. */
export const TaskStart = z.object({
  type: z.literal('task.start'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** Seconds to wait: those of one plan keep a distance, as GitHub bounds what is written in a minute, and in an hour. */
  afterSeconds: z.number(),
  /** Where that is longer than SQS delays a message: not before, in epoch milliseconds. */
  notBefore: z.optional(z.number()),
});
export type TaskStart = z.infer<typeof TaskStart>;

/** `isAdopted`: it is somebody else's, who was at work on the issue before; its branch is left alone. */
export const TaskPullRequest = z.object({
  number: z.number(),
  url: z.string(),
  isAdopted: z.optional(z.boolean()),
});
export type TaskPullRequest = z.infer<typeof TaskPullRequest>;

export const PullRequestState = z.enum(['draft', 'ready', 'merged', 'closed']);
export type PullRequestState = z.infer<typeof PullRequestState>;

/** Has the pull request of a task looked at: what no webhook told of comes to light then. */
export const TaskReconcile = z.object({
  type: z.literal('task.reconcile'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** Seconds to wait: what comes meanwhile is seen by the same look, and those of one plan keep a distance. */
  afterSeconds: z.optional(z.number()),
});
export type TaskReconcile = z.infer<typeof TaskReconcile>;

/** Has whoever it waits for reminded, if that is due, once GitHub shows that it still is their turn. */
export const TaskRemind = z.object({
  type: z.literal('task.remind'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** Seconds to wait: each takes some reads of GitHub. */
  afterSeconds: z.number(),
});
export type TaskRemind = z.infer<typeof TaskRemind>;

/** Has the pull request of a task merged, if it is ready. */
export const TaskShip = z.object({
  ...signed,
  type: z.literal('task.ship'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** Id of the interaction that asks for it. */
  ship: z.string(),
  /** Seconds to wait: each merge moves the base of the others. */
  afterSeconds: z.number(),
  /** Which look of this shipping it is, from 1: what moved while it was looked at is looked at again. */
  look: z.optional(z.number()),
});
export type TaskShip = z.infer<typeof TaskShip>;

/** Has effects of a task tried again that nobody tries any more. */
export const TaskRetry = z.object({
  ...signed,
  type: z.literal('task.retry'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  effectIds: z.array(z.string()),
  /** Only where they were given up before this, in epoch milliseconds: what is given up anew is asked for anew. */
  askedAt: z.number(),
});
export type TaskRetry = z.infer<typeof TaskRetry>;

/** Has a task tidied that was merged, or whose plan has ended: its branch is deleted, and the labels of its issue are set right. */
export const TaskTidy = z.object({
  type: z.literal('task.tidy'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** Seconds to wait: those of one plan keep a distance. */
  afterSeconds: z.optional(z.number()),
});
export type TaskTidy = z.infer<typeof TaskTidy>;

/**
 * What a shipping waits for with a task. `others`: its branch is behind its base, and they are brought up to date before it;
 * `checks`: it was brought up to date, and is checked anew; `queue`: it is in the merge queue of its base. `until`: epoch
 * milliseconds.
 */
export const TaskWait = z.object({ for: z.enum(['others', 'checks', 'queue']), base: z.string(), until: z.number() });
export type TaskWait = z.infer<typeof TaskWait>;

/**
 * What became of a task when it was to be shipped. `id`: of the interaction; `why`, with its reason code: it was not merged;
 * `red`: what is to be known of one that was. Both are Markdown.
 */
export const TaskShipped = z.object({
  id: z.string(),
  why: z.optional(z.string()),
  code: z.optional(z.string()),
  red: z.optional(z.string()),
  waits: z.optional(TaskWait),
});
export type TaskShipped = z.infer<typeof TaskShipped>;

/** How a task stands now: its line in the plan shows the newest revision. */
export const TaskChanged = z.object({
  ...signed,
  type: z.literal('task.changed'),
  id: z.string(),
  planId: z.string(),
  /** Of the issue. */
  number: z.number(),
  /** Version of the task's record. */
  revision: z.number(),
  pullRequest: z.optional(TaskPullRequest),
  /** Of the pull request; absent before GitHub has shown it. */
  is: z.optional(PullRequestState),
  turn: z.optional(Turn),
  /** The coding agent that has it, or had it last. */
  agent: z.optional(AgentStand),
  ship: z.optional(TaskShipped),
  /** Milliseconds from its beginning to its merge. */
  took: z.optional(z.number()),
  /** Login of whose doing on GitHub it is, where that is known. */
  by: z.optional(z.string()),
  /** What keeps it from going on, for people. */
  trouble: z.optional(z.string()),
});
export type TaskChanged = z.infer<typeof TaskChanged>;
