/** What was seen: the checks and where a run failed, in the frame of a tracking's message, and its trend as a picture. */
import {
  type Chart,
  type CheckResult,
  type CheckVerdict,
  codeSpan,
  cutText,
  type FailureFound,
  type Report,
  type TrendPoint,
} from '@valine/contracts';
import type { StageKind, Tracking } from '@valine/records';
import { proseText, secondsText, workflowText } from './text-messages.ts';

const ICON: Record<CheckVerdict, string> = { ok: '🟢', bad: '🔴', unknown: '⚪' };

/** Texts of others beyond this are cut, so that every check keeps its line. */
const MOST_OF_A_TEXT = 240;

/** Undefined as long as there is nothing to show. */
export function evidenceText({ stages }: Pick<Tracking, 'stages'>): { title: string; lines: string[] } | undefined {
  const shown = stages.flatMap(({ kind, report }) => {
    const lines = report === undefined ? [] : linesOf(report);
    return lines.length === 0 ? [] : [{ heading: `**${workflowText(kind)}**`, lines }];
  });
  const [only, ...others] = shown;
  if (only === undefined) return undefined;
  const checks = stages.flatMap(({ report }) => report?.checks ?? []);
  const lines =
    others.length === 0 ? only.lines : shown.flatMap(({ heading, lines }) => ['', heading, ...lines]).slice(1);
  return {
    title: titleText(
      checks,
      stages.some(({ report }) => report?.failure !== undefined),
    ),
    lines,
  };
}

function linesOf({ failure, checks }: Report): string[] {
  return [...(failure === undefined ? [] : failureText(failure)), ...checks.map(checkLineText)];
}

function titleText(checks: readonly CheckResult[], hasFailure: boolean): string {
  if (checks.length === 0) return 'What failed';
  return hasFailure ? `What failed • ${countText(checks)}` : countText(checks);
}

function countText(checks: readonly CheckResult[]): string {
  const counted = (['ok', 'bad', 'unknown'] as const).map((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return `${checks.length === 1 ? '1 check' : `${checks.length} checks`}: ${counted.flat().join(', ')}`;
}

/** Status, milliseconds, what was seen; below it what to do. */
function checkLineText({ name, verdict, status, ms, details, fix }: CheckResult): string {
  const seen = [
    `${ICON[verdict]} ${codeSpan(name, 60)}`,
    ...(status === undefined ? [] : [String(status)]),
    ...(ms === undefined ? [] : [`${Math.round(ms)} ms`]),
    ...(details === undefined || details === `HTTP ${status}` ? [] : [proseText(cutText(details, MOST_OF_A_TEXT))]),
  ];
  return [
    seen.join(' • '),
    ...(verdict === 'ok' || fix === undefined ? [] : [`↳ ${proseText(cutText(fix, MOST_OF_A_TEXT))}`]),
  ].join('\n');
}

const MOST_ANNOTATIONS = 5;
const MOST_OF_AN_ANNOTATION = 300;

function failureText(failure: FailureFound): string[] {
  const { annotations, unread, logTail } = failure;
  return [
    placeText(failure),
    ...annotations.slice(0, MOST_ANNOTATIONS).map((annotation) => `• ${codeSpan(annotation, MOST_OF_AN_ANNOTATION)}`),
    ...moreText(annotations.length - MOST_ANNOTATIONS),
    ...(unread === undefined ? [] : [`⚠️ ${proseText(cutText(unread, MOST_OF_A_TEXT))}`]),
    ...(logTail === undefined ? [] : [blockText(logTail)]),
  ];
}

function placeText({ job, step, url, early }: FailureFound): string {
  const place = [job, step].filter((name) => name !== undefined).map((name) => codeSpan(name, 80));
  const unplaced = early === true ? 'Failed before a step began' : 'Which job failed is not known';
  const where = place.length === 0 ? unplaced : `Failed at ${place.join(' › ')}`;
  return url !== undefined && /^https?:\/\/[^\s()]+$/.test(url) ? `${where} • [job](${url})` : where;
}

function moreText(more: number): string[] {
  return more > 0 ? [`• and ${more} more`] : [];
}

/** A block that the log cannot end. */
function blockText(log: string): string {
  return ['```', log.replaceAll('```', "'''").replaceAll('\r', '').trimEnd(), '```'].join('\n');
}

type Outcome = Chart['bars'][number]['outcome'];

const OUTCOME: Readonly<Record<string, Outcome>> = {
  success: 'good',
  failure: 'bad',
  timed_out: 'bad',
  startup_failure: 'bad',
  cancelled: 'warning',
  action_required: 'warning',
};

/** Of the first stage that has one; a single run is no trend. */
export function trendChartText({ stages }: Pick<Tracking, 'stages'>): Chart | undefined {
  for (const { kind, report } of stages) {
    if (report !== undefined && report.trend.length > 1) return chartText(kind, report);
  }
  return undefined;
}

function chartText(kind: StageKind, { trend, seconds, comparison }: Report): Chart {
  const bars = trend.map((point) => ({ value: point.seconds, outcome: outcomeOf(point) })).toReversed();
  // How long it took stands in the line of the comparison, where there is one.
  const took = seconds === null || comparison?.secondsBefore != null ? '' : `; ${secondsText(seconds)}`;
  return {
    description: `${workflowText(kind)}, last ${bars.length} runs: ${trendText(trend)}${took}`,
    bars,
  };
}

function outcomeOf({ conclusion }: TrendPoint): Outcome {
  if (conclusion === null) return 'running';
  return Object.hasOwn(OUTCOME, conclusion) ? (OUTCOME[conclusion] ?? 'unknown') : 'unknown';
}

/** In the order in which they are told. */
const COUNTED: Readonly<Record<string, string>> = {
  success: 'succeeded',
  failure: 'failed',
  timed_out: 'timed out',
  startup_failure: 'could not start',
  cancelled: 'cancelled',
  action_required: 'in need of action',
  skipped: 'skipped',
  neutral: 'neutral',
  stale: 'stale',
  running: 'running',
  other: 'other',
};

function trendText(trend: readonly TrendPoint[]): string {
  const names = trend
    .map(({ conclusion }) => conclusion ?? 'running')
    .map((name) => (Object.hasOwn(COUNTED, name) ? name : 'other'));
  return Object.entries(COUNTED)
    .map(([name, text]) => [names.filter((each) => each === name).length, text] as const)
    .flatMap(([count, text]) => (count === 0 ? [] : [`${count} ${text}`]))
    .join(', ');
}
