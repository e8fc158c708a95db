/** Whether GitHub's list of jobs lags behind the end of their run, which its event has told already. */
import type { WorkflowJob } from '@valine/github';

/** Nothing of a run that has completed goes on. */
export function isBehind(jobs: readonly Pick<WorkflowJob, 'status'>[]): boolean {
  return jobs.some(({ status }) => status !== 'completed');
}
