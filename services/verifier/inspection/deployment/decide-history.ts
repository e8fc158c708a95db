/** How a run compares with what was before it: the last report on its workflow, and the last runs. */
import type { CheckResult, Comparison, Report, TrendPoint, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import type { Tracking } from '@valine/records';

/** What was found then, and of which run. */
export type ReportBefore = { report: Report; run: WorkflowRunState | undefined };

/** Of the newest other tracking that has a report on a run of the workflow that did something. `ended`: the newest first. */
export function decideReportBefore(
  ended: readonly Tracking[],
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
export function pointsOf(ended: readonly Tracking[], workflow: string): Map<string, TrendPoint> {
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

/** The newest first, as given. GitHub's list may lag: what is known of our own run goes before what it says. */
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
