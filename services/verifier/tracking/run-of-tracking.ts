/** Which workflow run a tracking is about, and which trackings an event of GitHub is about. */
import type { GitHubActions, WorkflowRunInfo } from '@valine/github';
import { CLOCK_SKEW_MS } from '@valine/lambda-kit';
import type { EffectRecord, Stage, StageSummary, Tracking, TrackingSummary } from '@valine/records';

/** How to find a run on GitHub. */
export type Target =
  | { by: 'id'; id: number }
  /** The title of our run carries it. `event`: what starts it. `since`: epoch milliseconds. */
  | { by: 'correlation-id'; correlationId: string; event: string; since: number }
  | { by: 'latest' };

/**
 * Undefined while the workflow surely is not started. A run whose dispatch stayed without answer shows long before the
 * effect does its lookup. `beganAt`: epoch milliseconds.
 */
export function targetOf(tracking: Tracking, stage: Stage, beganAt: number): Target | undefined {
  const id = stage.run?.id ?? stage.wantedRunId;
  if (id !== undefined) return { by: 'id', id };
  if (stage.correlationId === undefined) return { by: 'latest' };
  const dispatch = tracking.effects.find((effect) => effect.id === stage.effectId);
  if (dispatch === undefined || isSurelyNotDone(dispatch)) return undefined;
  const event = startingEvent(dispatch.kind);
  return { by: 'correlation-id', correlationId: stage.correlationId, event, since: beganAt - CLOCK_SKEW_MS };
}

function isSurelyNotDone({ outcome, claim }: Pick<EffectRecord, 'outcome' | 'claim'>): boolean {
  return outcome === undefined && (claim?.unconfirmed ?? 0) === 0;
}

/**
 * The GitHub event that starts the run of a stage. Anybody can write the title of a run of another event: for a pull
 * request from a fork it is the title of the pull request, for a push that of the commit. A dispatch needs the right to
 * write to the repository.
 */
function startingEvent(effectKind: string | undefined): string {
  return effectKind === 'request-dispatch' ? 'repository_dispatch' : 'workflow_dispatch';
}

/** Dispatches of one workflow within the time of one search: far fewer than this. */
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

/** What an event says of its run. The event of a job carries neither the title of the run nor what started it. */
export type RunOfEvent = {
  id: number;
  attempt?: number | undefined;
  displayTitle?: string;
  workflowFile?: string | undefined;
  /** What started it. */
  event?: string | undefined;
};

/**
 * Every tracking of that run: two people may have requested the same one. Names of repositories change: a run is known by
 * its number, which no other run on GitHub has, or by its correlation id.
 */
export function trackingsOf(open: readonly TrackingSummary[], run: RunOfEvent): TrackingSummary[] {
  return open.filter((tracking) => isOf(tracking, run));
}

function isOf({ stages, stage: current }: TrackingSummary, run: RunOfEvent): boolean {
  const stage = stages[current];
  if (stage === undefined) return false;
  return isSameRun(stage, run) && (run.attempt ?? Number.POSITIVE_INFINITY) >= (stage.run?.attempt ?? 1);
}

/** By its number, once that is known. By what the run says of itself only while nothing else identifies it. */
function isSameRun(stage: StageSummary, run: RunOfEvent): boolean {
  if (stage.run !== undefined) return stage.run.id === run.id;
  if (!isOfWorkflow(stage, run)) return false;
  if (stage.wantedRunId !== undefined) return stage.wantedRunId === run.id;
  return (
    stage.correlationId !== undefined &&
    run.displayTitle?.includes(stage.correlationId) === true &&
    (run.event ?? startingEvent(stage.startedBy)) === startingEvent(stage.startedBy)
  );
}

function isOfWorkflow({ workflow }: StageSummary, { workflowFile = workflow }: RunOfEvent): boolean {
  return workflowFile.toLowerCase() === workflow.toLowerCase();
}
