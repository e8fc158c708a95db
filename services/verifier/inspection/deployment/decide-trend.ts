/** How the last runs of a workflow went. */
import type { TrendPoint } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';

/** The newest first, as given. */
export function decideTrend(runs: readonly WorkflowRunInfo[]): TrendPoint[] {
  return runs.map(({ status, conclusion, startedAt, updatedAt }) => ({
    conclusion,
    // A run has no time of its end: nothing changes it after that.
    seconds: status === 'completed' && startedAt > 0 ? Math.max(0, Math.round((updatedAt - startedAt) / 1000)) : null,
  }));
}
