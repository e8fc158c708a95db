/** Which open follow an event of GitHub speaks of. */
import { currentStage, type Follow, type Stage } from '@valine/runs';
import { startingEvent } from './starting-event.ts';

/** Of a job, an event carries neither the title of its run nor what started it. */
export type RunSpokenOf = {
  id: number;
  attempt?: number | undefined;
  displayTitle?: string;
  workflowFile?: string | undefined;
  /** What started it. */
  event?: string | undefined;
};

/** Every follow of that run: two people may ask for the same one. */
export function findInterested(open: readonly Follow[], repository: string, run: RunSpokenOf): Follow[] {
  return open.filter((follow) => follow.repository.toLowerCase() === repository.toLowerCase() && isOf(follow, run));
}

function isOf(follow: Follow, run: RunSpokenOf): boolean {
  const stage = currentStage(follow);
  return isSameRun(follow, stage, run) && (run.attempt ?? Number.POSITIVE_INFINITY) >= (stage.run?.attempt ?? 1);
}

/** A run is taken by its number, once that is known; by what it says of itself only if nobody else can say so. */
function isSameRun(follow: Follow, stage: Stage, run: RunSpokenOf): boolean {
  if (stage.run !== undefined) return stage.run.id === run.id;
  if (!isOfWorkflow(stage, run)) return false;
  if (stage.wantedRunId !== undefined) return stage.wantedRunId === run.id;
  return (
    stage.correlationId !== undefined &&
    run.displayTitle?.includes(stage.correlationId) === true &&
    (run.event ?? startingEvent(follow, stage)) === startingEvent(follow, stage)
  );
}

function isOfWorkflow({ workflow }: Stage, { workflowFile = workflow }: RunSpokenOf): boolean {
  return workflowFile.toLowerCase() === workflow.toLowerCase();
}
