/** What a diagnosis says: every check that was reported, those that were not, and whether all of it can be believed. */

import type { CheckResult, CheckVerdict, Report, StepDuration } from '@valine/contracts';
import { cutLine } from '@valine/contracts';
import { believed, decideVerdict } from '../run/decide-report.ts';
import * as say from './messages.ts';
import type { DiagnoseSummary, SummaryCheck, SummaryFound } from './summary.ts';

const MOST_DETAILS = 300;

export type DiagnosisFacts = {
  conclusion: string | null;
  /** By the jobs. */
  seconds: number | null;
  artifact: SummaryFound;
  /** What the log said, where the artifact said nothing that can be believed. */
  log: SummaryFound | undefined;
  /** Takes secrets, and where the API is, out of what the summary says. */
  mask: (text: string) => string;
  /** What leads to the API: the setting, or the option of the command. */
  apiSetting: string;
};

export type Diagnosis = Pick<Report, 'verdict' | 'conclusion' | 'seconds' | 'steps' | 'checks' | 'problem'>;

export function decideDiagnosis(facts: DiagnosisFacts): Diagnosis {
  const { conclusion, seconds, artifact, log, mask } = facts;
  const summary = summaryOf(artifact) ?? summaryOf(log);
  const checks = summary === undefined ? [] : checksOf(summary, facts);
  const problem = isStopped(facts, summary) ? undefined : problemOf(artifact, summary, checks);
  return {
    verdict: believed(decideVerdict({ conclusion, checks }), problem),
    conclusion,
    seconds: seconds ?? roundOf(summary?.durations?.total_s),
    steps: stepsOf(summary, mask),
    checks,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A run that did not come to its steps, or was stopped in them, owes nobody a summary. */
const STOPPED: readonly (string | null)[] = ['cancelled', 'skipped', 'stale', 'startup_failure', 'action_required'];

function isStopped({ conclusion }: DiagnosisFacts, summary: DiagnoseSummary | undefined): boolean {
  return STOPPED.includes(conclusion) && summary === undefined;
}

function summaryOf(found: SummaryFound | undefined): DiagnoseSummary | undefined {
  return found?.kind === 'summary' ? found.summary : undefined;
}

function problemOf(
  artifact: SummaryFound,
  summary: DiagnoseSummary | undefined,
  checks: readonly CheckResult[],
): string | undefined {
  if (artifact.kind !== 'summary')
    return summary === undefined ? say.summaryProblemText(artifact.kind) : say.fromLogText(artifact.kind);
  const allOk = checks.every(({ verdict }) => verdict === 'ok');
  return allOk && !isSuccess(artifact.summary.conclusion) ? say.SAID.contradiction : undefined;
}

/** A summary need not say it. */
function isSuccess(conclusion: string | undefined): boolean {
  return conclusion === undefined || /^(?:success|ok|passed)$/i.test(conclusion);
}

type Wording = Pick<DiagnosisFacts, 'mask' | 'apiSetting'>;

/** The known ones first, in their order, whether they were reported or not; then all others. */
function checksOf({ checks }: DiagnoseSummary, facts: Wording): CheckResult[] {
  const reported = new Map(Object.entries(checks));
  const names = new Set<string>([...say.KNOWN_CHECKS, ...reported.keys()]);
  return [...names].map((name) => resultOf(cutLine(facts.mask(name), 60), reported.get(name), facts));
}

function resultOf(name: string, check: SummaryCheck | undefined, { mask, apiSetting }: Wording): CheckResult {
  if (check === undefined)
    return { name, verdict: 'unknown', details: say.SAID.notReported, fix: say.SAID.notReportedFix };
  const verdict = verdictOf(check);
  const doubt = verdict === 'unknown' ? say.doubtText(check) : undefined;
  const said = [doubt?.details ?? '', mask(check.details ?? '')].filter((part) => part !== '').join(', ');
  const details = cutLine(said, MOST_DETAILS);
  return {
    name,
    verdict,
    // curl writes 0 where no answer came.
    ...(check.status ? { status: check.status } : {}),
    ...(check.ms === undefined ? {} : { ms: Math.round(check.ms) }),
    ...(details === '' ? {} : { details }),
    ...(verdict === 'ok' ? {} : { fix: doubt?.fix ?? say.checkFixText(name, apiSetting, check.status) }),
  };
}

/** Nothing is well that answered with an error, or not at all, or of which nobody knows whether it is. */
function verdictOf({ ok, status }: SummaryCheck): CheckVerdict {
  if (ok !== true) return ok === false ? 'bad' : 'unknown';
  return status === undefined || (status >= 200 && status < 400) ? 'ok' : 'unknown';
}

function stepsOf(summary: DiagnoseSummary | undefined, mask: DiagnosisFacts['mask']): StepDuration[] {
  const steps = Object.entries(summary?.durations?.steps ?? {});
  return steps.map(([name, seconds]) => ({ name: cutLine(mask(name), 60), seconds: roundOf(seconds) }));
}

/** To tenths. */
function roundOf(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 10) / 10;
}
