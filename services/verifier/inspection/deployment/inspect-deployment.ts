/** Verifies a run of the deploy workflow: the run itself, and what of it is to be seen from outside. */

import type { Report, WorkflowRunState } from '@valine/contracts';
import { GitHubError, type WorkflowRunInfo } from '@valine/github';
import { maskSecrets } from '@valine/lambda-kit';
import { currentStage, type Tracking } from '@valine/records';
import type { InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { checkEndpoints } from '../endpoints/check-endpoints.ts';
import { apiOf, wordsOfBase } from '../run/api-of.ts';
import { awaitsJobs } from '../run/awaits-jobs.ts';
import { decideSeconds, decideSteps, decideVerdict } from '../run/decide-report.ts';
import { inspectFailure } from '../run/inspect-failure.ts';
import { decideComparison, decideReportBefore, decideTrend, type ReportBefore } from './decide-history.ts';

/** With less, a slow answer would be our fault and not the endpoint's. */
const ENDPOINTS_NEED_MS = 5000;
const ENDPOINTS_AT_MOST_MS = 15_000;
const TREND = 10;
const TRACKINGS_BEFORE = 20;

/**
 * The endpoints of a failed deploy are checked too: what people want to know then is whether the site is still up.
 * Undefined while the end of its jobs may still show, or where too little time is left for that. @throws GitHubError, StoreUnavailable
 */
export async function inspectDeployment(
  ports: InspectionPorts,
  tracking: Tracking,
  run: WorkflowRunState,
  left: TimeLeft,
): Promise<Report | undefined> {
  const { settings } = ports;
  const { conclusion } = run;
  const { base: apiBase, setting: apiSetting } = apiOf(tracking, settings.apiBase);
  // Logs and redirects may name the API that is not checked, too.
  const hidden = [settings.apiBase, tracking.inputs['api_base']].flatMap(wordsOfBase);
  const secrets = [...settings.secretValues, ...hidden];
  const mask = (text: string) => maskSecrets(text, secrets);
  const jobs = await ports.actions.listJobs(run.id, run.attempt, left());
  if (await awaitsJobs(ports, run, jobs, left)) return undefined;
  const [failure, runs, before] = await Promise.all([
    inspectFailure(ports, { conclusion, jobs, mask }, left),
    lastRuns(ports, tracking, left),
    reportBefore(ports, tracking),
  ]);
  const withinMs = Math.min(ENDPOINTS_AT_MOST_MS, left() ?? ENDPOINTS_AT_MOST_MS);
  if (withinMs < ENDPOINTS_NEED_MS) return undefined;
  const checks = await checkEndpoints(ports, { ...settings, apiBase, apiSetting, hidden: secrets }, withinMs);
  const seconds = decideSeconds(jobs, attemptStart(run, runs));
  return {
    verdict: decideVerdict({ conclusion, checks }),
    conclusion,
    seconds,
    steps: decideSteps(jobs, settings.stepPatterns),
    checks,
    ...(failure === undefined ? {} : { failure }),
    ...(before === undefined ? {} : { comparison: decideComparison(before, run, checks) }),
    trend: decideTrend(runs, { id: run.id, conclusion, seconds }),
  };
}

/** The trend is worth less than the report: without an answer there is none. */
async function lastRuns({ actions, logger }: InspectionPorts, tracking: Tracking, left: TimeLeft) {
  const { workflow } = currentStage(tracking);
  try {
    return await actions.listWorkflowRuns(workflow, { limit: TREND }, left());
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('the report has no trend', { trackingId: tracking.id, problem: error.message });
    return [];
  }
}

async function reportBefore({ store }: InspectionPorts, tracking: Tracking): Promise<ReportBefore | undefined> {
  const ended = await store.listTrackings('ended', TRACKINGS_BEFORE);
  return decideReportBefore(ended, tracking.id, currentStage(tracking).workflow);
}

/** Only a re-run has jobs of another attempt in its list. */
function attemptStart({ id, attempt }: WorkflowRunState, runs: readonly WorkflowRunInfo[]): number | undefined {
  return attempt > 1 ? runs.find((run) => run.id === id && run.attempt === attempt)?.startedAt : undefined;
}
