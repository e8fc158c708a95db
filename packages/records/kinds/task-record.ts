/** The work on one issue of an approved plan: the journal of its branch and its pull request on GitHub. */
import {
  AgentState,
  Person,
  PullRequestState,
  ReviewAsked,
  TaskPullRequest,
  TaskShipped,
  type TaskTidy,
  Turn,
} from '@valine/contracts';
import * as z from 'zod/mini';
import { operationId, taskId } from '../ids.ts';
import { areLegalEffects, ownerFields } from './effect-record.ts';

/** The coding agent that a task was given to last. Times are epoch milliseconds. */
export const TaskAgent = z.object({
  /** Of this giving: made from the interaction, or from the task's beginning. */
  id: z.string(),
  /** In `CODING_AGENTS`. */
  name: z.string(),
  kind: z.enum(['copilot', 'workflow', 'comment']),
  /** Shown to people. */
  label: z.string(),
  /** On GitHub. */
  login: z.optional(z.string()),
  /** Who gave it the task. */
  by: Person,
  at: z.number(),
  state: AgentState,
  /** When it, or GitHub on its behalf, last told of itself; `at`, until then. */
  lastSign: z.number(),
  /** Nothing was heard of it for long. */
  isSilent: z.optional(z.boolean()),
  /** The effect by which it was begun. */
  effectId: z.optional(z.string()),
  /** Of its workflow, once that is known. */
  runId: z.optional(z.number()),
  /** What it waits for a person with: the first words, for people, and where they stand. */
  question: z.optional(z.object({ text: z.string(), url: z.optional(z.string()) })),
  /** Why it ended, for people. */
  note: z.optional(z.string()),
});
export type TaskAgent = z.infer<typeof TaskAgent>;

export const TaskRecord = z.object({
  kind: z.literal('task'),
  /** The plan's id and the issue's number. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  planId: z.string(),
  /** `owner/name`. */
  repository: z.string(),
  /** Its issue, as the plan shows it. */
  issue: z.object({ number: z.number(), title: z.string(), url: z.string() }),
  /** The label that the plan was made by; the issue carries another one from the start on. */
  label: z.string(),
  /** Branches. */
  base: z.string(),
  head: z.string(),
  pullRequest: z.optional(TaskPullRequest),
  /** A task of an earlier plan, or of another issue, has opened it. */
  isOpenedEarlier: z.optional(z.boolean()),
  /** Its first commit, which is empty: SHA, where an earlier task has made it. */
  firstCommit: z.optional(z.string()),
  /** Numbers of other open pull requests that close its issue. */
  rivals: z.optional(z.array(z.number())),
  /** What the issue asks for: lines of Markdown for the pull request. */
  checklist: z.optional(z.array(z.string())),
  /** Who works on it, by their id on Discord: who has the issue, where they are known there. */
  workerId: z.optional(z.string()),
  /** Login that the issue is to be assigned to. */
  assignee: z.optional(z.string()),
  /** Why it was not, for people. */
  unassigned: z.optional(z.string()),
  /**
   * How its pull request stood when GitHub last showed it; `at`: when it had changed last (epoch milliseconds), `by`: the
   * login of whose doing told of it.
   */
  seen: z.optional(z.object({ is: PullRequestState, at: z.number(), by: z.optional(z.string()) })),
  /** Whose turn it is, as of the last look that showed something new. */
  turn: z.optional(Turn),
  /** Who is asked for a review, since when: whosever turn it is meanwhile. */
  asked: z.optional(z.array(ReviewAsked)),
  /** Who was last reminded that it waits for them, on which day of theirs: `2026-10-25`. */
  reminded: z.optional(z.array(z.object({ personId: z.string(), date: z.string() }))),
  /** When it is looked at next, or was to be: what is told of it before is seen then. Epoch milliseconds. */
  lookAt: z.optional(z.number()),
  /**
   * When it was last to be shipped; `look`: how often it was looked at for that, `updates`: how often its branch was brought
   * up to date, last at the head `updatedHead`; `hasQueue`: its base has a merge queue, into which it was put at `queued` (epoch
   * milliseconds), and was not seen there so often; `next`: id of the message that looks at it next, or
   * has looked last: no other one does.
   */
  ship: z.optional(
    z.extend(TaskShipped, {
      look: z.optional(z.number()),
      updates: z.optional(z.number()),
      updatedHead: z.optional(z.string()),
      hasQueue: z.optional(z.boolean()),
      queued: z.optional(z.object({ at: z.number(), unseen: z.optional(z.number()) })),
      next: z.optional(z.string()),
    }),
  ),
  /** When it last left the merge queue of its base without being merged (epoch milliseconds), with GitHub's word for why. */
  dequeued: z.optional(z.object({ at: z.number(), reason: z.optional(z.string()), base: z.string() })),
  /** To whom it may be given: what its message in the thread offers. `asks`: it can be asked for changes, and answered. */
  agents: z.optional(z.array(z.object({ name: z.string(), label: z.string(), asks: z.boolean() }))),
  /** One of them has it without anybody's asking, as soon as there is a pull request. */
  agentByPolicy: z.optional(z.string()),
  agent: z.optional(TaskAgent),
  /** To whom it was ever given, by whom: once for each two. What an agent may have written stays so, whoever has the task now. */
  agentGivings: z.optional(
    z.array(z.object({ id: z.string(), name: z.string(), login: z.optional(z.string()), by: Person, at: z.number() })),
  ),
  requestedBy: Person,
  /** Of theirs, where they are linked. */
  requesterLogin: z.optional(z.string()),
  /** Version of the plan that `muted` follows. */
  muteAsOf: z.optional(z.number()),
  /** Key of the plan's card: its thread tells of the task. */
  cardKey: z.string(),
  /** Epoch milliseconds. */
  requestedAt: z.number(),
  updatedAt: z.number(),
  ...ownerFields,
});
export type TaskRecord = z.infer<typeof TaskRecord>;

/** Whether a coding agent has it now. */
export function isAgentAtWork({ agent }: Pick<TaskRecord, 'agent'>): boolean {
  return agent?.state === 'given' || agent?.state === 'working' || agent?.state === 'waiting';
}

/** Whether a coding agent has, or had it: what it may have written is merged by rules of its own. */
export function isAgentsWork({ agentGivings = [] }: Pick<TaskRecord, 'agentGivings'>): boolean {
  return agentGivings.length > 0;
}

/** Branches stay, a pull request is not exchanged, and effects are neither lost nor undone. */
export function isLegalTaskChange(previous: TaskRecord, next: TaskRecord): boolean {
  const opened = previous.pullRequest?.number;
  return (
    next.head === previous.head &&
    next.base === previous.base &&
    (opened === undefined || next.pullRequest?.number === opened) &&
    areLegalEffects(previous.effects, next.effects)
  );
}

/** Has a task tidied. `number`: of its issue. `after`: what tells it from others of the task. `afterSeconds`: to wait. */
export function taskTidy(planId: string, number: number, after: string, afterSeconds?: number): TaskTidy {
  const id = operationId(taskId(planId, number), `tidy after ${after}`);
  return { type: 'task.tidy', id, planId, number, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
}
