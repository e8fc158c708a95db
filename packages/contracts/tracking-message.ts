/** How the dispatcher has a workflow run followed, and what the verifier answers. */
import * as z from 'zod/mini';
import { Report } from './report.ts';
import { RunHead } from './run-head.ts';

/**
 * Ask GitHub how the workflow run of a tracking stands, and report what is new. It is put back until the tracking has ended: the
 * net for webhooks that never come.
 */
export const TrackingPoll = z.object({
  type: z.literal('tracking.poll'),
  id: z.string(),
  trackingId: z.string(),
  /** Epoch milliseconds. */
  requestedAt: z.number(),
  /** How often those before it have looked: the back-off goes on from there. */
  polls: z.optional(z.number()),
});
export type TrackingPoll = z.infer<typeof TrackingPoll>;

/** A workflow run as it was seen. Times are epoch milliseconds by GitHub's clock. */
export const WorkflowRunState = z.object({
  id: z.number(),
  attempt: z.number(),
  /** For people to open. */
  url: z.string(),
  /** `queued`, `in_progress`, `completed`, and what else GitHub calls it: `requested`, `waiting`, `pending`. */
  status: z.string(),
  /** Null until it is completed. */
  conclusion: z.nullable(z.string()),
  /** The job that is running, and its step; or the job that the rest of the run waits for. */
  job: z.optional(z.string()),
  step: z.optional(z.string()),
  /** The run that holds the concurrency group for which it waits. */
  holder: z.optional(z.object({ id: z.number(), url: z.string() })),
  head: z.optional(RunHead),
});
export type WorkflowRunState = z.infer<typeof WorkflowRunState>;

/** Why a tracking cannot go on, or for now has nothing to show. */
export const TrackingProblem = z.enum([
  /** There is no workflow run of that number in the repository. */
  'run_not_found',
  /** The workflow run belongs to another workflow. */
  'other_workflow',
  /** The workflow has no run yet. */
  'no_run',
  /** The repository has no such workflow. */
  'workflow_not_found',
  /** It took longer than FOLLOW_TIMEOUT_MINUTES. */
  'timed_out',
  /** GitHub refuses to tell. */
  'github_refused',
  /** It has waited so long (for a runner, an approval, another run) that people should know. The tracking goes on. */
  'still_waiting',
]);
export type TrackingProblem = z.infer<typeof TrackingProblem>;

/** Goes to the dispatch queue. */
export const TrackingObserved = z.object({
  type: z.literal('tracking.observed'),
  id: z.string(),
  trackingId: z.string(),
  /** Index of the stage it speaks of. */
  stage: z.number(),
  /** Epoch milliseconds by our clock. */
  observedAt: z.number(),
  /** That of the stage, as its record has it: without it the dispatcher does nothing. */
  ticket: z.optional(z.string()),
  run: z.optional(WorkflowRunState),
  /** Once the run is completed: it is always there with it, unless `problem` is. */
  report: z.optional(Report),
  problem: z.optional(TrackingProblem),
  /** Nothing was observed: the check that was asked for at `since` has done its share, and another is to take its place. */
  pollRenewal: z.optional(z.object({ since: z.number(), polls: z.number() })),
});
export type TrackingObserved = z.infer<typeof TrackingObserved>;
