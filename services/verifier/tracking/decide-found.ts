/** What is to be done about a workflow run that a look has found, or not found. */
import type { TrackingProblem, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import type { Stage } from '@valine/records';
import type { Target } from './decide-poll.ts';

export type Found =
  | { do: 'wait'; because: string }
  | { do: 'report'; problem: TrackingProblem }
  | { do: 'tracking'; run: WorkflowRunState }
  | { do: 'look-into'; run: WorkflowRunState };

export function decideFound(stage: Stage, target: Target, found: WorkflowRunInfo | undefined): Found {
  if (found === undefined) return decideMissing(stage, target);
  if (stage.wantedRunId !== undefined && isOtherWorkflow(stage, found))
    return { do: 'report', problem: 'other_workflow' };
  if (found.attempt < (stage.run?.attempt ?? 1)) return { do: 'wait', because: 'the next attempt does not show yet' };
  const run = toRunState(found);
  return found.status === 'completed' ? { do: 'look-into', run } : { do: 'tracking', run };
}

/** What a person names has to be there; what we have started, or have seen, only lags behind in GitHub's lists. */
function decideMissing(stage: Stage, target: Target): Found {
  if (target.by === 'latest') return { do: 'report', problem: 'no_run' };
  if (target.by === 'id' && stage.run === undefined) return { do: 'report', problem: 'run_not_found' };
  return { do: 'wait', because: 'GitHub does not show the run yet' };
}

/** Where GitHub does not tell the file, the run is taken for what it was asked for as. */
function isOtherWorkflow({ workflow }: Stage, { workflowFile }: WorkflowRunInfo): boolean {
  return workflowFile !== '' && workflowFile.toLowerCase() !== workflow.toLowerCase();
}

function toRunState({ id, attempt, url, status, conclusion }: WorkflowRunInfo): WorkflowRunState {
  return { id, attempt, url, status, conclusion };
}
