/** What the verify and the poll queue carry, and what the verifier answers. */
import * as z from 'zod/mini';
import { GitHubCheckEvent } from './github-event.ts';
import { Slot } from './operation/slot.ts';
import { TrackingPoll } from './tracking-message.ts';

/** Compare a stored run with GitHub and report what differs. */
export const PlanReconcile = z.object({
  type: z.literal('plan.reconcile'),
  id: z.string(),
  planId: z.string(),
  requestedAt: z.number(),
  /** What the answer has to bring back. */
  ticket: z.optional(z.string()),
});
export type PlanReconcile = z.infer<typeof PlanReconcile>;

/** A schedule says that it is time for a look. Goes to the dispatch queue. */
export const SetUpDue = z.object({
  type: z.literal('set-up.due'),
  /** The same for every copy. */
  id: z.string(),
  slot: Slot,
});
export type SetUpDue = z.infer<typeof SetUpDue>;

/** Who looks at what: the verifier at GitHub, the notifier at Discord, each with the rights it has. */
export const SetUpArea = z.enum(['github', 'discord']);
export type SetUpArea = z.infer<typeof SetUpArea>;

/** Look at how GitHub, or Discord, is set up. Goes to the verify queue, or to the notify queue. */
export const SetUpCheck = z.object({
  type: z.literal('set-up.check'),
  id: z.string(),
  slot: Slot,
  /** For the answer to bring back. */
  ticket: z.string(),
});
export type SetUpCheck = z.infer<typeof SetUpCheck>;

export const VerifyMessage = z.discriminatedUnion('type', [PlanReconcile, TrackingPoll, SetUpCheck, GitHubCheckEvent]);
export type VerifyMessage = z.infer<typeof VerifyMessage>;

/** What GitHub says of one issue of a run. `missing`: deleted or moved away. */
export const IssueObservation = z.object({
  number: z.number(),
  state: z.enum(['open', 'closed', 'missing']),
  stateReason: z.nullable(z.string()),
  labels: z.array(z.string()),
  /** So many open issues block it, where GitHub tells. */
  openBlockers: z.optional(z.number()),
  /** Epoch milliseconds at which it came to be so. */
  updatedAt: z.optional(z.number()),
});
export type IssueObservation = z.infer<typeof IssueObservation>;

/** As GitHub answers for it: `updatedAt` is 0 where it tells none. */
type AnsweredIssue = Omit<IssueObservation, 'number' | 'state' | 'updatedAt'> & {
  state: 'open' | 'closed';
  updatedAt: number;
};

/** `issue` is undefined where GitHub has no such issue (any more). */
export function observeIssue(number: number, issue: AnsweredIssue | undefined): IssueObservation {
  if (issue === undefined) return { number, state: 'missing', stateReason: null, labels: [] };
  const { state, stateReason, labels, updatedAt, openBlockers } = issue;
  return {
    number,
    state,
    stateReason,
    labels,
    ...(updatedAt === 0 ? {} : { updatedAt }),
    ...(openBlockers === undefined ? {} : { openBlockers }),
  };
}

/** The verifier's answer to `plan.reconcile`; only the issues that differ from the record. Goes to the dispatch queue. */
export const PlanObserved = z.object({
  type: z.literal('plan.observed'),
  id: z.string(),
  planId: z.string(),
  issues: z.array(IssueObservation),
  observedAt: z.number(),
  /** Id of the `plan.reconcile`, and its ticket: without them the dispatcher does nothing. */
  answers: z.optional(z.string()),
  ticket: z.optional(z.string()),
});
export type PlanObserved = z.infer<typeof PlanObserved>;

/** What one check of `valine doctor` has found. What it could not see is not told at all. */
export const SetUpFinding = z.object({
  /** `github.webhook`. */
  check: z.string(),
  is: z.enum(['good', 'bad']),
  /** What is wrong, and what mends it: a sentence each. */
  says: z.optional(z.string()),
  mend: z.optional(z.string()),
});
export type SetUpFinding = z.infer<typeof SetUpFinding>;

/** The answer to `set-up.check`. Goes to the dispatch queue. */
export const SetUpObserved = z.object({
  type: z.literal('set-up.observed'),
  id: z.string(),
  /** Absent from a version that knew GitHub alone. */
  area: z.optional(SetUpArea),
  slot: Slot,
  ticket: z.string(),
  findings: z.array(SetUpFinding),
});
export type SetUpObserved = z.infer<typeof SetUpObserved>;
