/** Which job of a run failed, and at which step. */
import type { WorkflowJob, WorkflowStep } from '@valine/github';

/** What stopped the run goes before what it stopped. */
const FAILED = ['failure', 'timed_out', 'startup_failure', 'action_required', 'cancelled'];

export type FailedJob = { job: WorkflowJob; step?: WorkflowStep };

/** Undefined where no job says so: a run can fail before its first one, over a mistake in the workflow file. */
export function decideFailedJob(jobs: readonly WorkflowJob[]): FailedJob | undefined {
  const job = firstFailed(jobs);
  if (job === undefined) return undefined;
  const step = firstFailed(job.steps);
  return { job, ...(step === undefined ? {} : { step }) };
}

function firstFailed<T extends { conclusion: string | null }>(all: readonly T[]): T | undefined {
  for (const how of FAILED) {
    const found = all.find(({ conclusion }) => conclusion === how);
    if (found !== undefined) return found;
  }
  return undefined;
}
