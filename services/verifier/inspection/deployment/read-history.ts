/** Reads the last runs of a workflow, and of each what its own jobs tell. It is worth less than the report. */
import type { TrendPoint, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import { attemptStartOf, hasDoneNothing, secondsOfJobs } from '@valine/github/jobs';
import { currentStage, type Tracking } from '@valine/records';
import type { InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { evidenceReader, type ReadEvidence } from '../run/read-evidence.ts';
import { pointKey, pointOf, pointsOf } from './decide-history.ts';

const TREND = 10;

/** `points`: by `pointKey`; a run of which nothing could be read is not among them. */
export type History = { runs: readonly WorkflowRunInfo[]; points: ReadonlyMap<string, TrendPoint> };

/** `ended`: trackings whose reports tell of runs already. One call, and one for each run of which none does. */
export async function readHistory(
  ports: InspectionPorts,
  tracking: Tracking,
  own: Pick<WorkflowRunState, 'id'>,
  ended: readonly Tracking[],
  left: TimeLeft,
): Promise<History> {
  const { workflow } = currentStage(tracking);
  const read = evidenceReader(ports, left, false);
  const listed = await read((withinMs) => ports.actions.listWorkflowRuns(workflow, { limit: TREND }, withinMs));
  const runs = listed?.is ?? [];
  const points = pointsOf(ended, workflow);
  const unknown = runs.filter((run) => run.id !== own.id && run.status === 'completed' && !points.has(pointKey(run)));
  await Promise.all(
    unknown.map(async (run) => {
      const point = await readPoint(ports, run, read);
      if (point !== undefined) points.set(pointKey(run), point);
    }),
  );
  return { runs, points };
}

async function readPoint(
  { actions, settings }: InspectionPorts,
  run: WorkflowRunInfo,
  read: ReadEvidence,
): Promise<TrendPoint | undefined> {
  const list = await read((withinMs) => actions.listJobs(run.id, run.attempt, withinMs));
  if (list === undefined || !list.is.isWhole) return undefined;
  const { conclusion } = run;
  const seconds = secondsOfJobs(list.is.jobs, attemptStartOf(run));
  const nothingDone = conclusion === 'success' && hasDoneNothing(list.is.jobs, settings.stepPatterns);
  return pointOf({ seconds, conclusion, nothingDone });
}
