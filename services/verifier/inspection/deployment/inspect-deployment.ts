/** Verifies a run of the deploy workflow: the run itself, and what of it is to be seen from outside. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import { currentStage, type Tracking } from '@valine/records';
import type { Allowance, InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { checkEndpoints } from '../endpoints/check-endpoints.ts';
import { apiOf, wordsOfBase } from '../run/api-of.ts';
import { believed, decideSeconds, decideSteps, decideVerdict } from '../run/decide-report.ts';
import { inspectFailure } from '../run/inspect-failure.ts';
import { maskSecrets } from '../run/mask-secrets.ts';
import { jobsUnreadText } from '../run/messages.ts';
import { evidenceReader } from '../run/read-evidence.ts';
import { lagsBehind, readJobs } from '../run/read-jobs.ts';
import { decideComparison, decideReportBefore, decideTrend, type ReportBefore } from './decide-history.ts';

/** With less, a slow answer would be our fault and not the endpoint's. */
const ENDPOINTS_NEED_MS = 5000;
const ENDPOINTS_AT_MOST_MS = 15_000;
const TREND = 10;
const TRACKINGS_BEFORE = 20;

/**
 * The endpoints of a failed deploy are checked too: what people want to know then is whether the site is still up.
 * Undefined while the end of its jobs may still show, or where too little time is left for that.
 * @throws GitHubError while it may come back; StoreUnavailable
 */
export async function inspectDeployment(
  ports: InspectionPorts,
  tracking: Tracking,
  run: WorkflowRunState,
  { left, mayComeBack }: Allowance,
): Promise<Report | undefined> {
  const { settings, actions } = ports;
  const { conclusion } = run;
  const { base: apiBase, setting: apiSetting } = apiOf(tracking, settings.apiBase);
  // Logs and redirects may name the API that is not checked, too.
  const hidden = [settings.apiBase, tracking.inputs['api_base']].flatMap(wordsOfBase);
  const secrets = [...settings.secretValues, ...hidden];
  const mask = (text: string) => maskSecrets(text, secrets);
  const read = evidenceReader(ports, left, mayComeBack);
  const list = await readJobs(actions, run, read);
  if (mayComeBack && lagsBehind(list)) return undefined;
  const failure = await inspectFailure(actions, { conclusion, list, mask }, read);
  const withinMs = Math.min(ENDPOINTS_AT_MOST_MS, left() ?? ENDPOINTS_AT_MOST_MS);
  if (withinMs < ENDPOINTS_NEED_MS) return undefined;
  const [checks, runs, before] = await Promise.all([
    checkEndpoints(ports, { ...settings, apiBase, apiSetting, hidden }, withinMs),
    lastRuns(ports, tracking, left),
    reportBefore(ports, tracking),
  ]);
  const jobs = list?.jobs ?? [];
  const problem = list === undefined && failure === undefined ? jobsUnreadText() : undefined;
  const seconds = decideSeconds(jobs, attemptStart(run, runs));
  return {
    verdict: believed(decideVerdict({ conclusion, checks }), problem),
    conclusion,
    seconds,
    steps: decideSteps(jobs, settings.stepPatterns),
    checks,
    ...(problem === undefined ? {} : { problem }),
    ...(failure === undefined ? {} : { failure }),
    ...(before === undefined ? {} : { comparison: decideComparison(before, run, checks) }),
    trend: decideTrend(runs, { id: run.id, conclusion, seconds }),
  };
}

/** The trend is worth less than the report: without an answer there is none. */
async function lastRuns(ports: InspectionPorts, tracking: Tracking, left: TimeLeft): Promise<WorkflowRunInfo[]> {
  const { workflow } = currentStage(tracking);
  const read = evidenceReader(ports, left, false);
  const runs = await read((withinMs) => ports.actions.listWorkflowRuns(workflow, { limit: TREND }, withinMs));
  return runs?.is ?? [];
}

async function reportBefore({ store }: InspectionPorts, tracking: Tracking): Promise<ReportBefore | undefined> {
  const ended = await store.listTrackings('ended', TRACKINGS_BEFORE);
  return decideReportBefore(ended, tracking.id, currentStage(tracking).workflow);
}

/** Only a re-run has jobs of another attempt in its list. */
function attemptStart({ id, attempt }: WorkflowRunState, runs: readonly WorkflowRunInfo[]): number | undefined {
  return attempt > 1 ? runs.find((run) => run.id === id && run.attempt === attempt)?.startedAt : undefined;
}
