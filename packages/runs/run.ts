/** A plan from proposal to summary. The record is the journal: what happened, and what is still to be sent. */
import { Outgoing, Person, Reply } from '@valine/contracts';
import * as z from 'zod/mini';
import { areLegalEffects, RunEffect } from './run-effect.ts';
import { isLegalTaskStep, Task } from './task.ts';

export const RunState = z.enum(['pending', 'in_progress', 'completed', 'failed', 'cancelled']);
export type RunState = z.infer<typeof RunState>;

export const Approval = z.object({ person: Person, at: z.number() });
export type Approval = z.infer<typeof Approval>;

export const Run = z.object({
  kind: z.literal('run'),
  /** `plan-` and 10 characters made from the interaction id. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  state: RunState,
  /** `owner/name`. */
  repository: z.string(),
  label: z.string(),
  tasks: z.array(Task),
  /** Open issues with the label that the limit left out: of those that were read. */
  leftOut: z.number(),
  /** There were more open issues with the label than are read: so many of them were, the oldest. */
  onlyOldest: z.optional(z.number()),
  requestedBy: Person,
  requestedAt: z.number(),
  updatedAt: z.number(),
  endedAt: z.optional(z.number()),
  /** Why it ended, for people: who discarded it, what was not done. */
  endNote: z.optional(z.string()),
  approvalsRequired: z.number(),
  preventSelfApproval: z.boolean(),
  approvals: z.array(Approval),
  /** The interaction that proposed it: its message shows the run from then on. */
  reply: Reply,
  /** Where `/ship` asked whether to end the run although tasks are open; those answers carry buttons. */
  shipQuestions: z._default(z.array(Reply), []),
  /** Ids of the interactions and deliveries this record has taken in, the newest last. */
  applied: z.array(z.string()),
  /** Side effects on GitHub, in the order in which they were intended. */
  effects: z._default(z.array(RunEffect), []),
  /** Messages that are promised and not yet known to be with SQS. */
  outbox: z.array(Outgoing),
  /** Epoch seconds after which the record may be deleted; at least 45 days after its last change. */
  expiresAt: z.number(),
});
export type Run = z.infer<typeof Run>;

const LEGAL: Record<RunState, readonly RunState[]> = {
  pending: ['in_progress', 'cancelled'],
  in_progress: ['completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function isRunEnded(run: Pick<Run, 'state'>): boolean {
  return LEGAL[run.state].length === 0;
}

/** When it takes its place in a list: an open run when it was asked for, an ended one when it ended. Epoch milliseconds. */
export function listedAt(run: Pick<Run, 'state' | 'requestedAt' | 'endedAt'>): number {
  return isRunEnded(run) ? (run.endedAt ?? run.requestedAt) : run.requestedAt;
}

export function isLegalRunStep(from: RunState, to: RunState): boolean {
  return from === to || LEGAL[from].includes(to);
}

/** The states from which `to` may be reached, itself among them unless it is new there. */
export function statesBefore(to: RunState): readonly RunState[] {
  return RunState.options.filter((from) => isLegalRunStep(from, to));
}

/** True if every task of `next` may follow from its state in `previous`, and the run's own step is legal. */
export function isLegalChange(previous: Run, next: Run): boolean {
  return (
    isLegalRunStep(previous.state, next.state) &&
    areLegalEffects(previous.effects, next.effects) &&
    next.tasks.length === previous.tasks.length &&
    next.tasks.every((task, index) => {
      const before = previous.tasks[index];
      return before !== undefined && before.number === task.number && isLegalTaskStep(before.state, task.state);
    })
  );
}
