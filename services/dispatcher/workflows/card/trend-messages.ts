/** The last runs of a workflow as a picture, and in words for those who do not see it. */
import type { Chart, Report, TrendPoint } from '@valine/contracts';
import type { StageKind, Tracking } from '@valine/records';
import { secondsText, workflowText } from './name-messages.ts';

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
  const took = seconds === null ? [] : [secondsText(seconds)];
  const before = comparison?.secondsBefore == null ? [] : [`before ${secondsText(comparison.secondsBefore)}`];
  const said = [...took, ...before].join(', ');
  const counted = countText(bars.map(({ outcome }) => outcome));
  return {
    description: `${workflowText(kind)}, last ${bars.length} runs: ${counted}${said === '' ? '' : `; ${said}`}`,
    bars,
  };
}

function outcomeOf({ conclusion }: TrendPoint): Outcome {
  if (conclusion === null) return 'running';
  return Object.hasOwn(OUTCOME, conclusion) ? (OUTCOME[conclusion] ?? 'unknown') : 'unknown';
}

const COUNTED = {
  good: 'succeeded',
  bad: 'failed',
  warning: 'cancelled',
  running: 'running',
  unknown: 'other',
} as const;

function countText(outcomes: readonly Outcome[]): string {
  return (['good', 'bad', 'warning', 'running', 'unknown'] as const)
    .map((outcome) => [outcomes.filter((each) => each === outcome).length, COUNTED[outcome]] as const)
    .flatMap(([count, text]) => (count === 0 ? [] : [`${count} ${text}`]))
    .join(', ');
}
