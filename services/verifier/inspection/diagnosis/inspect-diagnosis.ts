/** Reads what a run of the diagnose workflow found out: the summary in its artifact, else the one in its log. */

import type { Report, WorkflowRunState } from '@valine/contracts';
import type { Artifact, WorkflowJob } from '@valine/github';
import { maskSecrets } from '@valine/lambda-kit';
import { currentStage, type Tracking } from '@valine/records';
import type { ActionsReader, InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { apiOf, wordsOfBase } from '../run/api-of.ts';
import { awaitsJobs } from '../run/awaits-jobs.ts';
import { decideFailedJob } from '../run/decide-failure.ts';
import { decideSeconds } from '../run/decide-report.ts';
import { ifAllowed } from '../run/if-allowed.ts';
import { inspectFailure } from '../run/inspect-failure.ts';
import { decideDiagnosis } from './decide-diagnosis.ts';
import { findArtifact, mayStillCome } from './find-artifact.ts';
import { MAX_ZIP_BYTES, readSummaryZip } from './read-summary-zip.ts';
import { fencedBlocks, parseSummary, type SummaryFound } from './summary.ts';

const ARTIFACT = 'diagnose-summary';
const LOG_BYTES = 64 * 1024;

/** Undefined while the end of its jobs, or the artifact, may still come. @throws GitHubError while GitHub cannot be asked */
export async function inspectDiagnosis(
  ports: InspectionPorts,
  tracking: Tracking,
  run: WorkflowRunState,
  left: TimeLeft,
): Promise<Report | undefined> {
  const { correlationId } = currentStage(tracking);
  const { conclusion } = run;
  // The time before the calls: a function may be frozen between them and the decision.
  const askedAt = ports.clock.now();
  const [jobs, artifacts] = await Promise.all([
    ports.actions.listJobs(run.id, run.attempt, left()),
    ports.actions.listArtifacts(run.id, ARTIFACT, left()),
  ]);
  if (await awaitsJobs(ports, run, jobs, left)) return undefined;
  const newest = findArtifact(artifacts, run.attempt, jobs);
  const artifact = await readArtifact(ports.actions, newest, correlationId, left);
  if (artifact.kind === 'missing' && mayStillCome(conclusion, jobs, askedAt)) return undefined;
  const log = artifact.kind === 'summary' ? undefined : await readLog(ports, jobs, correlationId, left);
  const mask = createMask(ports, tracking, [artifact, log]);
  const { setting: apiSetting } = apiOf(tracking, ports.settings.apiBase);
  const failure = await inspectFailure(ports, { conclusion, jobs, mask }, left);
  return {
    ...decideDiagnosis({ conclusion, seconds: decideSeconds(jobs), artifact, log, mask, apiSetting }),
    ...(failure === undefined ? {} : { failure }),
    trend: [],
  };
}

async function readArtifact(
  actions: ActionsReader,
  newest: Artifact | undefined,
  correlationId: string | undefined,
  left: TimeLeft,
): Promise<SummaryFound> {
  if (newest === undefined) return { kind: 'missing' };
  if (newest.expired) return { kind: 'expired' };
  if (newest.sizeBytes > MAX_ZIP_BYTES) return { kind: 'too_large' };
  const download = await actions.downloadArtifact(newest.id, MAX_ZIP_BYTES, left());
  if (download.kind !== 'read') return { kind: download.kind };
  const read = await readSummaryZip(download.bytes);
  return read.kind === 'read' ? parseSummary(read.text, correlationId) : read;
}

/** The last block in the log that is a summary of this very run. */
async function readLog(
  { actions, logger }: InspectionPorts,
  jobs: readonly WorkflowJob[],
  correlationId: string | undefined,
  left: TimeLeft,
): Promise<SummaryFound | undefined> {
  const job = decideFailedJob(jobs)?.job ?? jobs.findLast(({ conclusion }) => conclusion !== 'skipped');
  if (job === undefined) return undefined;
  const log = await ifAllowed(logger, () => actions.readLogTail(job.id, LOG_BYTES, left()));
  const found = fencedBlocks(log ?? '').map((block) => parseSummary(block, correlationId));
  return found.findLast(({ kind }) => kind === 'summary');
}

/** The API may be the configured one, the one a person gave, or the one the workflow knows. */
function createMask({ settings }: InspectionPorts, { inputs }: Tracking, found: readonly (SummaryFound | undefined)[]) {
  const reported = found.flatMap((one) => (one?.kind === 'summary' ? (one.summary.api_base ?? []) : []));
  const bases = [settings.apiBase, inputs['api_base'], ...reported];
  const hidden = [...settings.secretValues, ...bases.flatMap(wordsOfBase)];
  return (text: string) => maskSecrets(text, hidden);
}
