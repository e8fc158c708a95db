/** How the last runs of a workflow went. */
import type { TrendPoint, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';

export type OwnRun = Pick<WorkflowRunState, 'id' | 'conclusion'> & { seconds: number | null };

/** The newest first, as given. GitHub's list may lag: what is known of our own run goes before what it says. */
export function decideTrend(runs: readonly WorkflowRunInfo[], own: OwnRun): TrendPoint[] {
  return runs.map((run) => {
    if (run.id === own.id) return { seconds: own.seconds, conclusion: own.conclusion };
    return { seconds: secondsOf(run), conclusion: run.conclusion };
  });
}

/** A run has no time of its end: nothing changes it after that. */
function secondsOf({ status, startedAt, updatedAt }: WorkflowRunInfo): number | null {
  return status === 'completed' && startedAt > 0 ? Math.max(0, Math.round((updatedAt - startedAt) / 1000)) : null;
}
