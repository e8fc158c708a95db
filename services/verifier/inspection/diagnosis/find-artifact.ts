/** Which artifact of a run is that of the attempt that has just ended, and whether a missing one may still come. */
import type { Artifact, WorkflowJob } from '@valine/github';

/** GitHub lists an upload a moment after the end of its job, at the latest. */
const MOMENT_MS = 15_000;

/**
 * GitHub lists those of every attempt. What is older than all jobs of a re-run (those that it carries over among them)
 * says how it was before. `artifacts`: of the name, the newest first.
 */
export function findArtifact(
  artifacts: readonly Artifact[],
  attempt: number,
  jobs: readonly Pick<WorkflowJob, 'startedAt'>[],
): Artifact | undefined {
  if (attempt === 1) return artifacts[0];
  const begun = Math.min(...jobs.flatMap(({ startedAt }) => startedAt ?? []));
  return artifacts.find(({ createdAt }) => createdAt >= begun);
}

/**
 * True within 15 seconds of the end of the last job, by clocks that differ by no more than that. A run that was stopped
 * has uploaded what it will upload.
 */
export function mayStillCome(conclusion: string | null, jobs: readonly WorkflowJob[], now: number): boolean {
  if (conclusion !== 'success' && conclusion !== 'failure') return false;
  const end = Math.max(...jobs.map(({ completedAt }) => completedAt ?? 0));
  return Math.abs(now - end) < MOMENT_MS;
}
