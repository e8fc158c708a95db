/** A plan from proposal to summary. The record is the journal: what happened, and what is still to be sent. */
import { Person, Reply } from '@valine/contracts';
import * as z from 'zod/mini';
import { areLegalEffects, ownerFields } from './effect-record.ts';
import { isLegalTaskStep, isTaskDone, isTaskEnded, mergedTasks, Task, tasksOf } from './task.ts';

export const PlanState = z.enum(['pending', 'in_progress', 'completed', 'failed', 'cancelled']);
export type PlanState = z.infer<typeof PlanState>;

/** `edition`: of the list that it is for. `login`: of the account that they were linked with, as it was then. */
export const Approval = z.object({
  person: Person,
  at: z.number(),
  edition: z.optional(z.number()),
  login: z.optional(z.string()),
});
export type Approval = z.infer<typeof Approval>;

/**
 * What is held to be told together: the message that has it told, the tasks that moved, by number, who or what moved them, and whose
 * turn it has become, by their ids on Discord.
 */
const Held = z.object({
  dueId: z.string(),
  news: z.array(z.object({ tasks: z.array(z.number()), cause: z.string(), called: z.optional(z.array(z.string())) })),
});

/** `waiting`: issue numbers of the tasks whose outcome is not known yet; `left`: of those that were not merged. */
const Shipping = z.object({
  /** Id of the interaction that asked for it. */
  id: z.string(),
  reply: Reply,
  by: Person,
  at: z.number(),
  waiting: z.array(z.number()),
  left: z.array(z.object({ number: z.number(), why: z.string(), code: z.optional(z.string()) })),
});
export type Shipping = z.infer<typeof Shipping>;

export const Plan = z.object({
  kind: z.literal('plan'),
  /** `plan-` and 10 characters made from the interaction id. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  state: PlanState,
  /** `owner/name`. */
  repository: z.string(),
  label: z.string(),
  /** Those that are out of it too. */
  tasks: z.array(Task),
  /** So many tasks it may have. */
  limit: z.optional(z.number()),
  /** Of the list that is proposed; rises by one with every change of it. 0 where absent. */
  edition: z.optional(z.number()),
  /** Open issues with the label that the limit left out: of those that were read. */
  leftOut: z.number(),
  /** There were more open issues with the label than are read: so many of them were, the oldest. */
  onlyOldest: z.optional(z.number()),
  /** Issues that another open plan has, and this one therefore has not: at most 25 of them. */
  plannedElsewhere: z.optional(z.array(z.object({ number: z.number(), planId: z.string() }))),
  /** Issues have moved since it was proposed, and nobody who would approve it was told yet. */
  hasNews: z.optional(z.boolean()),
  requestedBy: Person,
  /** GitHub's id of theirs, if they were linked when they asked, where `preventSelfApproval` makes it matter: they may untie it. */
  requesterAccountId: z.optional(z.number()),
  requestedAt: z.number(),
  updatedAt: z.number(),
  endedAt: z.optional(z.number()),
  /** Why it ended, for people: who discarded it, what was not done. */
  endNote: z.optional(z.string()),
  /** Until when somebody has to decide about it, epoch milliseconds. Absent in plans of before: they wait for ever. */
  decideBy: z.optional(z.number()),
  /** Nobody has decided about it in time. */
  isExpired: z.optional(z.boolean()),
  /** How the deploy of what was shipped ended. `revision`: of the deploy. */
  deploy: z.optional(z.object({ revision: z.number(), text: z.string() })),
  /** Where its summary stands, once it has ended. */
  summaries: z.optional(z.array(Reply)),
  approvalsRequired: z.number(),
  preventSelfApproval: z.boolean(),
  /** Discord roles of which whoever approves it has one; empty, or absent: anybody who may do anything here. */
  approverRoles: z.optional(z.array(z.string())),
  approvals: z.array(Approval),
  /** The interaction that proposed it: its message shows the run from then on. */
  reply: Reply,
  /** Where `/ship` asked whether to end the run although tasks are open; those answers carry buttons. */
  shipQuestions: z._default(z.array(Reply), []),
  /** While the pull requests of its tasks are looked at, and merged where they are ready. */
  shipping: z.optional(Shipping),
  /** When the card and the thread last told of issues. Epoch milliseconds. */
  toldAt: z.optional(z.number()),
  /** What they are to tell together, in a moment. */
  held: z.optional(Held),
  ...ownerFields,
  /** Absent in plans of before. */
  effects: z._default(ownerFields.effects, []),
});
export type Plan = z.infer<typeof Plan>;

const LEGAL: Record<PlanState, readonly PlanState[]> = {
  pending: ['in_progress', 'cancelled'],
  in_progress: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function isPlanEnded(plan: Pick<Plan, 'state'>): boolean {
  return LEGAL[plan.state].length === 0;
}

/** Whether nobody has decided about it in time, told or not. `now`: epoch milliseconds. */
export function isOverdue({ state, decideBy }: Pick<Plan, 'state' | 'decideBy'>, now: number): boolean {
  return state === 'pending' && decideBy !== undefined && now >= decideBy;
}

/** Whether an issue is one of its tasks, and not done with. `now`: epoch milliseconds; nobody approves any more what is overdue. */
export function worksOn(plan: Plan, number: number, now: number): boolean {
  const isOpen = !isPlanEnded(plan) && !isOverdue(plan, now);
  return isOpen && tasksOf(plan).some((task) => task.number === number && !isTaskEnded(task));
}

/** When it takes its place in a list: an open plan when it was asked for, an ended one when it ended. Epoch milliseconds. */
export function planListedAt(plan: Pick<Plan, 'state' | 'requestedAt' | 'endedAt'>): number {
  return isPlanEnded(plan) ? (plan.endedAt ?? plan.requestedAt) : plan.requestedAt;
}

export function isLegalPlanStep(from: PlanState, to: PlanState): boolean {
  return from === to || LEGAL[from].includes(to);
}

/** The states from which `to` may be reached, itself among them unless it is new there. */
export function planStatesBefore(to: PlanState): readonly PlanState[] {
  return PlanState.options.filter((from) => isLegalPlanStep(from, to));
}

/** True if every task of `next` may follow from its state in `previous`, and the plan's own step is legal. */
export function isLegalPlanChange(previous: Plan, next: Plan): boolean {
  return (
    isLegalPlanStep(previous.state, next.state) &&
    areLegalEffects(previous.effects, next.effects) &&
    next.tasks.length === previous.tasks.length &&
    next.tasks.every((task, index) => {
      const before = previous.tasks[index];
      return before !== undefined && before.number === task.number && isLegalTaskStep(before.state, task.state);
    })
  );
}

/** What the index holds of it, and lists tell: no token of an interaction, and nothing that is to be sent. */
export const PlanSummary = z.object({
  kind: z.literal('plan'),
  id: z.string(),
  state: PlanState,
  repository: z.string(),
  label: z.string(),
  /** Of those that are in it. `merged`: none that fell away; `done`: ended, and their issues not opened again since. */
  tasks: z.object({ total: z.number(), merged: z.number(), done: z.number(), ended: z.number() }),
  /** The numbers of those that are in it; absent where it was last changed by an older version. */
  issues: z.optional(z.array(z.number())),
  /** The name. */
  requestedBy: z.string(),
  /** Epoch milliseconds, as is `updatedAt`. */
  listedAt: z.number(),
  updatedAt: z.number(),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

export function planSummary(plan: Plan): PlanSummary {
  const { kind, id, state, repository, label, requestedBy, updatedAt } = plan;
  const tasks = tasksOf(plan);
  const counts = {
    total: tasks.length,
    merged: mergedTasks(tasks).length,
    done: tasks.filter(isTaskDone).length,
    ended: tasks.filter(isTaskEnded).length,
  };
  const listedAt = planListedAt(plan);
  const issues = tasks.map(({ number }) => number);
  const counted = { tasks: counts, issues };
  return { kind, id, state, repository, label, ...counted, requestedBy: requestedBy.name, listedAt, updatedAt };
}
