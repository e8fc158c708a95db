/** Which artifact of a run is that of the attempt that has just ended. */
import type { Artifact, WorkflowJob } from '@valine/github';

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
