/** What the jobs of an attempt tell of its time. GitHub changes `updated_at` of a run long after its end. */
import type { WorkflowJob, WorkflowRunInfo } from './github-actions.ts';

/** Without those that ran before: their successes were carried over from an earlier attempt into the list of a re-run. */
export function ownJobs(jobs: readonly WorkflowJob[], attemptStartedAt: number): WorkflowJob[] {
  return jobs.filter(({ startedAt = attemptStartedAt }) => startedAt >= attemptStartedAt);
}

/** When the attempt of a run began, in epoch milliseconds: only a re-run has jobs of another attempt in its list. */
export function attemptStartOf({ attempt, startedAt }: Pick<WorkflowRunInfo, 'attempt' | 'startedAt'>): number {
  return attempt > 1 ? startedAt : 0;
}

/** From the start of the first job to the end of the last; null where that cannot be told. */
export function secondsOfJobs(jobs: readonly WorkflowJob[], attemptStartedAt = 0): number | null {
  const ran = ownJobs(jobs, attemptStartedAt).filter(({ conclusion }) => conclusion !== 'skipped');
  const starts = ran.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = ran.flatMap(({ completedAt }) => completedAt ?? []);
  if (starts.length === 0 || ends.length < ran.length) return null;
  // Clocks of runners differ: nothing takes less than no time.
  return Math.max(0, Math.round((Math.max(...ends) - Math.min(...starts)) / 1000));
}
