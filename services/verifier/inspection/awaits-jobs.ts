/** Whether to come back for the end of a run's jobs, before anything is said about them. */
import type { WorkflowRunState } from '@valine/contracts';
import type { WorkflowJob } from '@valine/github';
import { decideLag } from './decide-lag.ts';
import { ifAllowed } from './if-allowed.ts';
import { isBehind } from './is-behind.ts';
import type { InspectionPorts, TimeLeft } from './ports.ts';

type Ports = Pick<InspectionPorts, 'actions' | 'clock' | 'logger'>;

/** No call where all of them have ended, else one. @throws GitHubError while GitHub cannot be asked */
export async function awaitsJobs(
  { actions, clock, logger }: Ports,
  { id }: Pick<WorkflowRunState, 'id'>,
  jobs: readonly WorkflowJob[],
  left: TimeLeft,
): Promise<boolean> {
  if (!isBehind(jobs)) return false;
  const run = await ifAllowed(logger, () => actions.findWorkflowRun(id, left()));
  return decideLag(run, clock.now());
}
