/** Reads the last runs of a workflow, and of each what its own jobs tell. It is worth less than the report. */
import type { Changes, TrendPoint, WorkflowRunState } from '@valine/contracts';
import { attemptStartOf, hasDoneNothing, secondsOfJobs, type WorkflowRunInfo } from '@valine/github';
import { currentStage, type Tracking, type TrackingSummary } from '@valine/records';
import type { InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { evidenceReader, type ReadEvidence } from '../run/read-evidence.ts';
import { decideLastGood, type History, pointKey, pointOf, pointsOf } from './decide-history.ts';

const TREND = 10;

/**
 * `ended`: trackings whose reports tell of runs already. One call, one for each run of which none does, and one for what
 * changed since the last good one.
 */
export async function readHistory(
  ports: InspectionPorts,
  tracking: Tracking,
  own: Pick<WorkflowRunState, 'id' | 'head'>,
  ended: readonly TrackingSummary[],
  left: TimeLeft,
): Promise<History & { changes: Changes | undefined }> {
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
  const listedOwn = runs.find(({ id }) => id === own.id);
  const lastGood = decideLastGood({ runs, points }, ended, own.id);
  const changes = await readChanges(ports, own.head?.sha === undefined ? (listedOwn ?? own) : own, lastGood, read);
  return { runs, points, changes };
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

/** It comes after everything else that is read. */
const COMPARING_MS = 3000;

/**
 * What changed since the last good deploy: one call to GitHub, none where both are of one commit. `lastGood`: undefined where
 * none is known. Undefined where nobody can tell which commits they are of.
 */
async function readChanges(
  { actions }: Pick<InspectionPorts, 'actions'>,
  run: Pick<WorkflowRunInfo | WorkflowRunState, 'head'>,
  lastGood: WorkflowRunInfo | undefined,
  read: ReadEvidence,
): Promise<Changes | undefined> {
  const [since, sha] = [lastGood?.head?.sha, run.head?.sha];
  if (since === undefined || sha === undefined) return undefined;
  if (since === sha) return { since, status: 'identical' };
  const found = await read((within) => actions.compareCommits(since, sha, Math.min(COMPARING_MS, within)));
  return { since, ...(found === undefined ? { status: 'unknown' } : (found.is ?? { status: 'not_found' })) };
}
