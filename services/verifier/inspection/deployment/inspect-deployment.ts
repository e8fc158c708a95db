/** Verifies a run of the deploy workflow: the run itself, and what of it is to be seen from outside. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import { maskSecrets } from '@valine/lambda-kit';
import { currentStage, type Tracking } from '@valine/records';
import type { Allowance, InspectionPorts } from '../../shared/inspection-ports.ts';
import { checkEndpoints } from '../endpoints/check-endpoints.ts';
import { apiOf, wordsOfBase } from '../run/api-of.ts';
import { believed, decideVerdict } from '../run/decide-report.ts';
import { inspectCancellation, inspectFailure } from '../run/inspect-failure.ts';
import { evidenceReader, lagsBehind, readAttemptStart, readJobs } from '../run/read-evidence.ts';
import { decideComparison, decideReportBefore, decideTrend, pointOf } from './decide-history.ts';
import { decideRun } from './decide-run.ts';
import { readHistory } from './read-history.ts';

/** With less, a slow answer would be our fault and not the endpoint's. */
const ENDPOINTS_NEED_MS = 5000;
const ENDPOINTS_AT_MOST_MS = 15_000;
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
  const cancellation = await inspectCancellation(actions, conclusion, list, read);
  const ended = await ports.store.listTrackings('ended', TRACKINGS_BEFORE);
  const withinMs = Math.min(ENDPOINTS_AT_MOST_MS, left() ?? ENDPOINTS_AT_MOST_MS);
  if (withinMs < ENDPOINTS_NEED_MS) return undefined;
  const [checks, history] = await Promise.all([
    checkEndpoints(ports, { ...settings, apiBase, apiSetting, hidden: secrets }, withinMs),
    readHistory(ports, tracking, run, ended, left),
  ]);
  const since = await readAttemptStart(actions, run, history.runs, evidenceReader(ports, left, false));
  const before = decideReportBefore(ended, tracking.id, currentStage(tracking).workflow);
  const found = decideRun(run, list, since, settings.stepPatterns);
  return {
    ...found,
    verdict: believed(decideVerdict({ conclusion, checks }), found.problem),
    checks,
    ...(failure === undefined ? {} : { failure }),
    ...(cancellation === undefined ? {} : { cancellation }),
    ...(before === undefined ? {} : { comparison: decideComparison(before, run, { ...found, checks }) }),
    ...(history.changes === undefined ? {} : { changes: history.changes }),
    trend: decideTrend(history.runs, history.points, run.id, pointOf(found)),
  };
}
