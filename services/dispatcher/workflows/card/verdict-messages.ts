/** What was found of a run that has completed, in a few lines. */
import {
  type Cancellation,
  type Comparison,
  codeSpan,
  plainText,
  type Report,
  type StepDuration,
} from '@valine/contracts';
import type { Stage } from '@valine/records';
import { changesText, commitText } from './commit-messages.ts';
import { proseText, runLinkText, secondsText, workflowText } from './text-messages.ts';

/** As many names as one line takes. */
const MOST_NAMES = 5;

/** All of a stage that was seen to be well, in one line. */
export function shortText(stage: Stage, report: Report): string {
  const { kind, run } = stage;
  const took = report.seconds === null ? [] : [secondsText(report.seconds)];
  const head = headText(stage, report);
  const what = kind === 'diagnose' ? [head, workflowText(kind), ...took] : [head, ...deployedText(stage, report, took)];
  return [...what, runLinkText(run?.url ?? '')].join(' • ');
}

/** `took`: between the commit and what changed. */
function deployedText({ run }: Stage, { changes }: Report, took: readonly string[] = []): string[] {
  if (run === undefined) return [...took];
  const commit = commitText(run);
  return [
    ...(commit === undefined ? [] : [commit]),
    ...took,
    ...(changes === undefined ? [] : [changesText(run, changes)]),
  ];
}

/** The first line: what it is about, and how it ended. */
export function headText(stage: Stage, report: Report): string {
  if (stage.kind === 'diagnose') return diagnoseHeadText(report.verdict, report.conclusion);
  return deployHeadText(subjectText(stage), report);
}

export function verdictText(stage: Stage, report: Report): string[] {
  const link = runLinkText(stage.run?.url ?? '');
  const found = stage.kind === 'diagnose' ? [diagnoseText(report, link)] : deployText(stage, report, link);
  return [headText(stage, report), ...found, ...comparisonText(report), ...problemText(report), ...unknownText(report)];
}

function diagnoseText({ seconds }: Report, link: string): string {
  return [link, ...(seconds === null ? [] : [secondsText(seconds)])].join(' • ');
}

function diagnoseHeadText(verdict: Report['verdict'], conclusion: string | null): string {
  if (conclusion === 'cancelled') return '⚫ Cancelled';
  if (verdict === 'ok') return '🟢 OK';
  const end = conclusion === null || conclusion === 'success' ? undefined : endText(verdict, conclusion);
  if (end !== undefined && end !== FAILED) return `${iconOf(verdict)} Diagnose ${end}`;
  return verdict === 'bad' ? '🔴 Failed' : '🟠 Unknown: not everything could be checked';
}

const FAILED = 'failed';

/** How a run ends that did not succeed. */
const ENDS = new Map([
  ['cancelled', 'was cancelled'],
  ['failure', FAILED],
  ['timed_out', 'ran out of time'],
  ['startup_failure', 'could not start: GitHub found a mistake in its workflow file'],
  ['action_required', 'waits for somebody to act on GitHub'],
  ['skipped', 'was skipped: nothing was done'],
  ['neutral', 'ended as neutral, neither well nor badly'],
  ['stale', 'went stale: GitHub never heard how it ended'],
]);

function endText(verdict: Report['verdict'], conclusion: string): string {
  return ENDS.get(conclusion) ?? (verdict === 'bad' ? FAILED : `ended as ${plainText(conclusion)}`);
}

function iconOf(verdict: Report['verdict']): string {
  return verdict === 'bad' ? '🔴' : '🟠';
}

function deployText(stage: Stage, report: Report, link: string): string[] {
  const status = `Status: ${plainText(report.conclusion ?? 'unknown')}`;
  const deployed = deployedText(stage, report);
  return [
    link,
    ...(deployed.length === 0 ? [] : [deployed.join(' • ')]),
    [status, ...report.steps.map(stepText)].join(' | '),
  ];
}

function subjectText({ kind, wantedRunId }: Stage): string {
  if (kind === 'deploy') return 'Client Deploy';
  return wantedRunId === undefined ? 'Latest Client Deploy' : `Client Deploy run ${wantedRunId}`;
}

function deployHeadText(subject: string, { verdict, conclusion, nothingDone }: Report): string {
  if (nothingDone) return `${iconOf(verdict)} ${subject}: nothing was deployed`;
  if (verdict === 'ok') return `✅ ${subject} verified`;
  if (conclusion === 'cancelled') return `⚫ ${subject} was cancelled`;
  if (conclusion !== null && conclusion !== 'success')
    return `${iconOf(verdict)} ${subject} ${endText(verdict, conclusion)}`;
  return verdict === 'bad' ? `🔴 ${subject} is not in order` : `🟠 ${subject} could not be verified`;
}

function stepText({ name, seconds }: StepDuration): string {
  return `${plainText(name)}: ${secondsText(seconds)}`;
}

function comparisonText({ seconds, comparison }: Report): string[] {
  if (comparison === undefined) return [];
  const parts = [
    ...durationText(seconds, comparison),
    ...namesText('newly failing', comparison.newlyFailing),
    ...namesText('mended', comparison.mended),
  ];
  return parts.length === 0 ? [] : [`Against the one before: ${parts.join(' • ')}`];
}

function durationText(seconds: number | null, { secondsBefore }: Comparison): string[] {
  if (seconds === null || secondsBefore === null) return [];
  const change = Math.round(seconds) - Math.round(secondsBefore);
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return [`${secondsText(seconds)}, before ${secondsText(secondsBefore)} (${sign}${Math.abs(change)}s)`];
}

function namesText(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_NAMES).map((name) => codeSpan(name, 60));
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return [`${what}: ${shown.join(', ')}${more}`];
}

function problemText({ problem }: Report): string[] {
  return problem === undefined ? [] : [`⚠️ ${proseText(problem)}`];
}

/** Unknown is never ok; where nothing else says what to do, this does. */
function unknownText({ verdict, problem, checks, failure }: Report): string[] {
  const isSaid = problem !== undefined || failure !== undefined || checks.some(({ fix }) => fix !== undefined);
  if (verdict !== 'unknown' || isSaid) return [];
  return ['What could not be seen is not taken to be well. Open the run, or run the command again.'];
}

export function cancellationText({ because, of }: Cancellation): string {
  switch (because) {
    case 'newer_run':
      return `A newer run pushed it out before it began: of the concurrency group ${codeSpan(of ?? '')} only one may wait. See whether that one did it, else run the command again.`;
    case 'person':
      return `${plainText(of ?? 'Somebody')} has cancelled it on GitHub.`;
    case 'time_out':
      return `It took longer than its workflow allows${of === undefined ? '' : ` (${plainText(of)})`}, so GitHub stopped it. See in its log what it waited for, or raise \`timeout-minutes\`.`;
  }
}
