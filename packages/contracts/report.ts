/** What looking into a completed workflow run found: the run's own outcome, and what is to be seen from outside. */
import * as z from 'zod/mini';

/** `unknown` is never `ok`: nothing is said to be well that was not seen to be. */
export const CheckVerdict = z.enum(['ok', 'bad', 'unknown']);
export type CheckVerdict = z.infer<typeof CheckVerdict>;

/** One thing that was checked, as a person reads it. */
export const CheckResult = z.object({
  /** The same in every report, so that two of them can be compared: `GET /`, `API /health`, `s3_read`. */
  name: z.string(),
  verdict: CheckVerdict,
  /** HTTP status. */
  status: z.optional(z.number()),
  ms: z.optional(z.number()),
  /** What was seen, in a few words. */
  details: z.optional(z.string()),
  /** What to do about it; only where it is not ok. */
  fix: z.optional(z.string()),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** A step that people ask for, matched by the configured patterns. `seconds` is null where no step matched or it did not end. */
export const StepDuration = z.object({ name: z.string(), seconds: z.nullable(z.number()) });
export type StepDuration = z.infer<typeof StepDuration>;

/** Where and why a run failed. */
export const FailureFound = z.object({
  job: z.optional(z.string()),
  step: z.optional(z.string()),
  /** Of the failed job; one line each. */
  annotations: z.array(z.string()),
  /** The end of its log, secrets masked; only where there are no annotations. */
  logTail: z.optional(z.string()),
  /** The failed job, for people to open. */
  url: z.optional(z.string()),
  jobId: z.optional(z.number()),
  /** No step of any job had begun. */
  early: z.optional(z.boolean()),
  /** What could not be read, for people. */
  unread: z.optional(z.string()),
});
export type FailureFound = z.infer<typeof FailureFound>;

/** `of`: the concurrency group, the person's login on GitHub, or the time that was allowed. */
export const Cancellation = z.object({
  because: z.enum(['newer_run', 'person', 'time_out']),
  of: z.optional(z.string()),
});
export type Cancellation = z.infer<typeof Cancellation>;

/** Against the report before it on the same workflow. */
export const Comparison = z.object({
  /** Whole run, in seconds; null where one of both is not known. */
  secondsBefore: z.nullable(z.number()),
  newlyFailing: z.array(z.string()),
  mended: z.array(z.string()),
});
export type Comparison = z.infer<typeof Comparison>;

/**
 * Between the commit of the last good deploy (`since`, a SHA) and the one of the run. `identical`: they are one;
 * `behind`: it goes back; `not_found`: GitHub finds no way from the one to the other; `unknown`: it did not tell.
 */
export const Changes = z.object({
  since: z.string(),
  status: z.enum(['ahead', 'behind', 'diverged', 'identical', 'not_found', 'unknown']),
  /** Commits that the run has and the last good deploy had not. */
  ahead: z.optional(z.number()),
  /** The other way round. */
  behind: z.optional(z.number()),
  /** For people to open. */
  url: z.optional(z.string()),
});
export type Changes = z.infer<typeof Changes>;

/** `conclusion` as GitHub gives it, null while the run goes on; `skipped` of one that succeeded and has done nothing. */
export const TrendPoint = z.object({ seconds: z.nullable(z.number()), conclusion: z.nullable(z.string()) });
export type TrendPoint = z.infer<typeof TrendPoint>;

export const Report = z.object({
  /** `ok` only if the run succeeded and every check is ok. */
  verdict: CheckVerdict,
  /** Of the run, as GitHub gives it. */
  conclusion: z.nullable(z.string()),
  /** From its start to its end. */
  seconds: z.nullable(z.number()),
  steps: z.array(StepDuration),
  checks: z.array(CheckResult),
  /** Why the checks could not be read, or may not be believed, for people. */
  problem: z.optional(z.string()),
  /** It succeeded, and none of the steps that it is known for ran. */
  nothingDone: z.optional(z.boolean()),
  failure: z.optional(FailureFound),
  /** Why GitHub cancelled it, where it tells. */
  cancellation: z.optional(Cancellation),
  comparison: z.optional(Comparison),
  changes: z.optional(Changes),
  /** The last runs of the workflow, the newest first; at most 10. */
  trend: z._default(z.array(TrendPoint), []),
});
export type Report = z.infer<typeof Report>;
