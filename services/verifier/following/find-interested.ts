/** Which open follow an event of GitHub speaks of. */
import { currentStage, type Follow, type Stage } from '@valine/runs';

/** `displayTitle` is absent where the event does not carry it: of a job. */
export type RunSpokenOf = { id: number; attempt?: number | undefined; displayTitle?: string };

/** Every follow of that run: two people may ask for the same one. */
export function findInterested(open: readonly Follow[], repository: string, run: RunSpokenOf): Follow[] {
  return open.filter((follow) => follow.repository.toLowerCase() === repository.toLowerCase() && isOf(follow, run));
}

function isOf(follow: Follow, run: RunSpokenOf): boolean {
  const stage = currentStage(follow);
  return isSameRun(stage, run) && (run.attempt ?? Number.POSITIVE_INFINITY) >= (stage.run?.attempt ?? 1);
}

function isSameRun({ run: known, wantedRunId, correlationId }: Stage, { id, displayTitle }: RunSpokenOf): boolean {
  if (known !== undefined || wantedRunId !== undefined) return (known?.id ?? wantedRunId) === id;
  return correlationId !== undefined && displayTitle?.includes(correlationId) === true;
}
