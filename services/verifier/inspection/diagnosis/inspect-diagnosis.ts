/** Reads what a run of the diagnose workflow found out: the summary in its artifact, else the one in its log. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import type { Artifact, WorkflowJob } from '@valine/github';
import { secondsOfJobs } from '@valine/github/jobs';
import { currentStage, type Tracking } from '@valine/records';
import type { ActionsReader, Allowance, InspectionPorts } from '../../shared/inspection-ports.ts';
import { apiOf, wordsOfBase } from '../run/api-of.ts';
import { decideFailedJob } from '../run/decide-failure.ts';
import { inspectCancellation } from '../run/inspect-cancellation.ts';
import { inspectFailure } from '../run/inspect-failure.ts';
import { maskSecrets } from '../run/mask-secrets.ts';
import { readAttemptStart } from '../run/read-attempt-start.ts';
import { evidenceReader, type ReadEvidence } from '../run/read-evidence.ts';
import { lagsBehind, readJobs } from '../run/read-jobs.ts';
import { decideDiagnosis } from './decide-diagnosis.ts';
import { findArtifact, mayStillCome } from './find-artifact.ts';
import { MAX_ZIP_BYTES, readSummaryZip } from './read-summary-zip.ts';
import { fencedBlocks, parseSummary, type SummaryFound } from './summary.ts';

const ARTIFACT = 'diagnose-summary';
const LOG_BYTES = 64 * 1024;

/** Undefined while the end of its jobs, or the artifact, may still come. @throws GitHubError while it may come back */
export async function inspectDiagnosis(
  ports: InspectionPorts,
  tracking: Tracking,
  run: WorkflowRunState,
  { left, mayComeBack }: Allowance,
): Promise<Report | undefined> {
  const { actions } = ports;
  const { correlationId } = currentStage(tracking);
  const { conclusion } = run;
  // The time before the calls: a function may be frozen between them and the decision.
  const askedAt = ports.clock.now();
  const read = evidenceReader(ports, left, mayComeBack);
  const [list, artifacts] = await Promise.all([
    readJobs(actions, run, read),
    read((withinMs) => actions.listArtifacts(run.id, ARTIFACT, withinMs)),
  ]);
  if (mayComeBack && lagsBehind(list)) return undefined;
  const jobs = list?.jobs ?? [];
  const newest = artifacts && { is: findArtifact(artifacts.is, run.attempt, jobs) };
  const artifact = await readArtifact(actions, newest, correlationId, read);
  if (artifact.kind === 'missing' && mayStillCome(conclusion, jobs, askedAt)) return undefined;
  const log = artifact.kind === 'summary' ? undefined : await readLog(actions, jobs, correlationId, read);
  const mask = createMask(ports, tracking, [artifact, log]);
  const { setting: apiSetting } = apiOf(tracking, ports.settings.apiBase);
  const failure = await inspectFailure(actions, { conclusion, list, mask }, read);
  const cancellation = await inspectCancellation(actions, conclusion, list, read);
  const since = await readAttemptStart(actions, run, [], read);
  const seconds = since === undefined ? null : secondsOfJobs(jobs, since);
  return {
    ...decideDiagnosis({ conclusion, seconds, artifact, log, mask, apiSetting }),
    ...(failure === undefined ? {} : { failure }),
    ...(cancellation === undefined ? {} : { cancellation }),
    trend: [],
  };
}

/** `newest`: undefined where GitHub does not list artifacts. */
async function readArtifact(
  actions: ActionsReader,
  newest: { is: Artifact | undefined } | undefined,
  correlationId: string | undefined,
  read: ReadEvidence,
): Promise<SummaryFound> {
  if (newest === undefined) return { kind: 'unread' };
  const artifact = newest.is;
  if (artifact === undefined) return { kind: 'missing' };
  if (artifact.expired) return { kind: 'expired' };
  if (artifact.sizeBytes > MAX_ZIP_BYTES) return { kind: 'too_large' };
  const download = await read((withinMs) => actions.downloadArtifact(artifact.id, MAX_ZIP_BYTES, withinMs));
  if (download === undefined) return { kind: 'unread' };
  if (download.is.kind !== 'read') return { kind: download.is.kind };
  const zip = await readSummaryZip(download.is.bytes);
  return zip.kind === 'read' ? parseSummary(zip.text, correlationId) : zip;
}

/** The last block in the log that is a summary of this very run. */
async function readLog(
  actions: ActionsReader,
  jobs: readonly WorkflowJob[],
  correlationId: string | undefined,
  read: ReadEvidence,
): Promise<SummaryFound | undefined> {
  const job = decideFailedJob(jobs)?.job ?? jobs.findLast(({ conclusion }) => conclusion !== 'skipped');
  if (job === undefined) return undefined;
  const log = await read((withinMs) => actions.readLogTail(job.id, LOG_BYTES, withinMs));
  const found = fencedBlocks(log?.is ?? '').map((block) => parseSummary(block, correlationId));
  return found.findLast(({ kind }) => kind === 'summary');
}

/** The API may be the configured one, the one a person gave, or the one the workflow knows. */
function createMask({ settings }: InspectionPorts, { inputs }: Tracking, found: readonly (SummaryFound | undefined)[]) {
  const reported = found.flatMap((one) => (one?.kind === 'summary' ? (one.summary.api_base ?? []) : []));
  const bases = [settings.apiBase, inputs['api_base'], ...reported];
  const hidden = [...settings.secretValues, ...bases.flatMap(wordsOfBase)];
  return (text: string) => maskSecrets(text, hidden);
}
