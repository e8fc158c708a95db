/** What the verify queue carries, and what the verifier answers. */
import * as z from 'zod/mini';
import { FollowCheck } from './follow-message.ts';
import { GitHubCheckEvent } from './github-event.ts';

/** Compare a stored run with GitHub and report what differs. */
export const RunCheck = z.object({
  type: z.literal('run.check'),
  id: z.string(),
  runId: z.string(),
  requestedAt: z.number(),
});
export type RunCheck = z.infer<typeof RunCheck>;

export const VerifyMessage = z.union([RunCheck, FollowCheck, GitHubCheckEvent]);
export type VerifyMessage = z.infer<typeof VerifyMessage>;

/** What GitHub says of one issue of a run. `missing`: deleted or moved away. */
export const IssueObservation = z.object({
  number: z.number(),
  state: z.enum(['open', 'closed', 'missing']),
  stateReason: z.nullable(z.string()),
  labels: z.array(z.string()),
  /** Epoch milliseconds at which it came to be so. */
  updatedAt: z.optional(z.number()),
});
export type IssueObservation = z.infer<typeof IssueObservation>;

/** The verifier's answer to `run.check`; only the issues that differ from the record. Goes to the dispatch queue. */
export const RunObserved = z.object({
  type: z.literal('run.observed'),
  id: z.string(),
  runId: z.string(),
  issues: z.array(IssueObservation),
  observedAt: z.number(),
});
export type RunObserved = z.infer<typeof RunObserved>;
