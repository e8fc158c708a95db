/** Whether to come back for the end of a run's jobs, before a report says anything about them. */
import type { WorkflowRunState } from '@valine/contracts';
import type { WorkflowJob, WorkflowRunInfo } from '@valine/github';
import type { InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { ifAllowed } from './if-allowed.ts';

/** GitHub's lists lag behind by seconds. A job that does not show its end after this long never will. */
const LONGEST_LAG_MS = 120_000;

type Ports = Pick<InspectionPorts, 'actions' | 'clock' | 'logger'>;

/** No call where all of them have ended, else one. @throws GitHubError while GitHub cannot be asked */
export async function awaitsJobs(
  { actions, clock, logger }: Ports,
  { id }: Pick<WorkflowRunState, 'id'>,
  jobs: readonly WorkflowJob[],
  left: TimeLeft,
): Promise<boolean> {
  // The run has completed, by its event: a job that goes on means that the list lags.
  if (jobs.every(({ status }) => status === 'completed')) return false;
  const run = await ifAllowed(logger, () => actions.findWorkflowRun(id, left()));
  return mayCatchUp(run, clock.now());
}

/** `run`: as GitHub has it now; undefined where it does not tell. `now`: epoch milliseconds. */
export function mayCatchUp(run: Pick<WorkflowRunInfo, 'status' | 'updatedAt'> | undefined, now: number): boolean {
  return run?.status !== 'completed' || now - run.updatedAt < LONGEST_LAG_MS;
}
