/** Whether an artifact that is not there may still come. */
import type { WorkflowJob } from '@valine/github';

/** GitHub lists what a job uploaded a moment after the job has ended, at the latest. */
const MOMENT_MS = 15_000;

/**
 * True within 15 seconds of the end of the last job, by clocks that differ by no more than that. A run that was stopped
 * has uploaded what it will upload.
 */
export function decideNotYet(conclusion: string | null, jobs: readonly WorkflowJob[], now: number): boolean {
  if (conclusion !== 'success' && conclusion !== 'failure') return false;
  const end = Math.max(...jobs.map(({ completedAt }) => completedAt ?? 0));
  return Math.abs(now - end) < MOMENT_MS;
}
