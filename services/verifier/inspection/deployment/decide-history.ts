/** How a run compares with what was before it: the last report on its workflow, and the last runs. */
import type { CheckResult, CheckVerdict, Comparison, Report, TrendPoint, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import type { StageSummary, TrackingSummary } from '@valine/records';

/** `points`: by `pointKey`; a run of which nothing could be read is not among them. */
export type History = { runs: readonly WorkflowRunInfo[]; points: ReadonlyMap<string, TrendPoint> };

/** What was found then, and of which run. */
export type ReportBefore = { report: NonNullable<StageSummary['report']>; run: WorkflowRunState | undefined };

/** Of the newest other tracking that has a report on a run of the workflow that did something. `ended`: the newest first. */
export function decideReportBefore(
  ended: readonly TrackingSummary[],
  trackingId: string,
  workflow: string,
): ReportBefore | undefined {
  return ended
    .filter(({ id }) => id !== trackingId)
    .flatMap(({ stages }) => {
      const { report, run } = stages.findLast((stage) => stage.workflow === workflow) ?? {};
      return report === undefined || report.nothingDone ? [] : { report, run };
    })
    .at(0);
}

/**
 * A check that was unknown before has neither begun to fail nor been mended. A run that is verified again takes as long
 * as it took; one that did nothing compares with none.
 */
export function decideComparison(
  before: ReportBefore,
  run: Pick<WorkflowRunState, 'id' | 'attempt'>,
  { checks, nothingDone }: Pick<Report, 'checks' | 'nothingDone'>,
): Comparison {
  const isSameRun = before.run?.id === run.id && before.run.attempt === run.attempt;
  const verdictBefore = new Map(before.report.checks.map(({ name, verdict }) => [name, verdict]));
  const namesOf = (then: CheckResult['verdict'], now: CheckResult['verdict']) =>
    checks.filter(({ name, verdict }) => verdict === now && verdictBefore.get(name) === then).map(({ name }) => name);
  const secondsBefore = isSameRun || nothingDone ? null : before.report.seconds;
  return { secondsBefore, newlyFailing: namesOf('ok', 'bad'), mended: namesOf('bad', 'ok') };
}

/** What reports said of runs, by `pointKey`: it need not be asked for again. */
export function pointsOf(ended: readonly TrackingSummary[], workflow: string): Map<string, TrendPoint> {
  const stages = ended.flatMap((tracking) => tracking.stages).filter((stage) => stage.workflow === workflow);
  return new Map(
    stages.flatMap(({ run, report }) =>
      run === undefined || report === undefined ? [] : [[pointKey(run), pointOf(report)]],
    ),
  );
}

export function pointKey({ id, attempt }: Pick<WorkflowRunState, 'id' | 'attempt'>): string {
  return `${id}/${attempt}`;
}

export function pointOf({ seconds, conclusion, nothingDone }: Partial<Report> & TrendPoint): TrendPoint {
  return { seconds, conclusion: nothingDone ? 'skipped' : conclusion };
}

/**
 * The newest run before `own` that succeeded, did something, and was not found to be bad since. `runs`: those that
 * GitHub lists, the newest first. `ended`: the newest first.
 */
export function decideLastGood(
  { runs, points }: Pick<History, 'runs' | 'points'>,
  ended: readonly TrackingSummary[],
  ownId: number,
): WorkflowRunInfo | undefined {
  const own = runs.find(({ id }) => id === ownId);
  const verdicts = verdictsOf(ended);
  return runs
    .filter((run) => run.id !== ownId && (own === undefined ? run.id < ownId : beganAfter(own, run)))
    .filter((run) => (points.get(pointKey(run)) ?? run).conclusion === 'success')
    .filter((run) => verdicts.get(pointKey(run)) !== 'bad')
    .reduce<WorkflowRunInfo | undefined>((one, other) => (one && beganAfter(one, other) ? one : other), undefined);
}

/** An old run that is run again deploys anew. */
function beganAfter(one: WorkflowRunInfo, other: WorkflowRunInfo): boolean {
  return one.startedAt === other.startedAt ? one.id > other.id : one.startedAt > other.startedAt;
}

/** By `pointKey`: what the newest report says of a run. */
function verdictsOf(ended: readonly TrackingSummary[]): Map<string, CheckVerdict> {
  const stages = ended.flatMap((tracking) => tracking.stages).toReversed();
  return new Map(stages.flatMap(({ run, report }) => (run && report ? [[pointKey(run), report.verdict]] : [])));
}

/** The newest first, as given. GitHub's list may lag: of our own run, what we know counts more. */
export function decideTrend(
  runs: readonly WorkflowRunInfo[],
  points: ReadonlyMap<string, TrendPoint>,
  ownId: number,
  own: TrendPoint,
): TrendPoint[] {
  return runs.map((run) => {
    if (run.id === ownId) return own;
    return points.get(pointKey(run)) ?? { seconds: null, conclusion: run.conclusion };
  });
}
