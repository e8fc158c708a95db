/** Looks for the workflow run of a follow on GitHub, with as few calls as it takes. */
import type { GitHubActions, WorkflowRunInfo } from '@valine/github';
import type { Target } from './decide-poll.ts';

/** Dispatches of one workflow within the time a run is looked for: far fewer than this. */
const MOST_DISPATCHED = 50;

/** One call. Undefined when there is none (yet). @throws GitHubError */
export async function findRun(
  actions: Pick<GitHubActions, 'findWorkflowRun' | 'listWorkflowRuns'>,
  workflow: string,
  target: Target,
  withinMs: number | undefined,
): Promise<WorkflowRunInfo | undefined> {
  if (target.by === 'id') return actions.findWorkflowRun(target.id, withinMs);
  if (target.by === 'latest') return (await actions.listWorkflowRuns(workflow, { limit: 1 }, withinMs))[0];
  const { correlationId, event, since } = target;
  const runs = await actions.listWorkflowRuns(workflow, { limit: MOST_DISPATCHED, event, since }, withinMs);
  // The oldest: a second run of one id ends itself.
  return runs.findLast(({ displayTitle }) => displayTitle.includes(correlationId));
}
