/** Which open follow an event of GitHub speaks of. */
import { currentStage, type Stage, type Tracking } from '@valine/records';
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
export function findInterested(open: readonly Tracking[], repository: string, run: RunSpokenOf): Tracking[] {
  return open.filter(
    (tracking) => tracking.repository.toLowerCase() === repository.toLowerCase() && isOf(tracking, run),
  );
}

function isOf(tracking: Tracking, run: RunSpokenOf): boolean {
  const stage = currentStage(tracking);
  return isSameRun(tracking, stage, run) && (run.attempt ?? Number.POSITIVE_INFINITY) >= (stage.run?.attempt ?? 1);
}

/** A run is taken by its number, once that is known; by what it says of itself only if nobody else can say so. */
function isSameRun(tracking: Tracking, stage: Stage, run: RunSpokenOf): boolean {
  if (stage.run !== undefined) return stage.run.id === run.id;
  if (!isOfWorkflow(stage, run)) return false;
  if (stage.wantedRunId !== undefined) return stage.wantedRunId === run.id;
  return (
    stage.correlationId !== undefined &&
    run.displayTitle?.includes(stage.correlationId) === true &&
    (run.event ?? startingEvent(tracking, stage)) === startingEvent(tracking, stage)
  );
}

function isOfWorkflow({ workflow }: Stage, { workflowFile = workflow }: RunSpokenOf): boolean {
  return workflowFile.toLowerCase() === workflow.toLowerCase();
}
