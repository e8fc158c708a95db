/** How a run compares with what was before it: the last report on its workflow, and the last runs. */
import type { CheckResult, Comparison, Report, TrendPoint, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import type { Tracking } from '@valine/records';

/** What was found then, and of which run. */
export type ReportBefore = { report: Report; run: WorkflowRunState | undefined };

/** Of the newest other tracking that has a report on the workflow. `ended`: the newest first. */
export function decideReportBefore(
  ended: readonly Tracking[],
  trackingId: string,
  workflow: string,
): ReportBefore | undefined {
  return ended
    .filter(({ id }) => id !== trackingId)
    .flatMap(({ stages }) => {
      const { report, run } = stages.findLast((stage) => stage.workflow === workflow) ?? {};
      return report === undefined ? [] : { report, run };
    })
    .at(0);
}

/**
 * A check that was unknown before has neither begun to fail nor been mended. A run that is verified again takes as long
 * as it took.
 */
export function decideComparison(
  before: ReportBefore,
  run: Pick<WorkflowRunState, 'id' | 'attempt'>,
  checks: readonly CheckResult[],
): Comparison {
  const isSameRun = before.run?.id === run.id && before.run.attempt === run.attempt;
  const verdictBefore = new Map(before.report.checks.map(({ name, verdict }) => [name, verdict]));
  const namesOf = (then: CheckResult['verdict'], now: CheckResult['verdict']) =>
    checks.filter(({ name, verdict }) => verdict === now && verdictBefore.get(name) === then).map(({ name }) => name);
  const secondsBefore = isSameRun ? null : before.report.seconds;
  return { secondsBefore, newlyFailing: namesOf('ok', 'bad'), mended: namesOf('bad', 'ok') };
}

export type OwnRun = Pick<WorkflowRunState, 'id' | 'conclusion'> & { seconds: number | null };

/** The newest first, as given. GitHub's list may lag: what is known of our own run goes before what it says. */
export function decideTrend(runs: readonly WorkflowRunInfo[], own: OwnRun): TrendPoint[] {
  return runs.map((run) => {
    if (run.id === own.id) return { seconds: own.seconds, conclusion: own.conclusion };
    return { seconds: secondsOf(run), conclusion: run.conclusion };
  });
}

/** A run has no time of its end: nothing changes it after that. */
function secondsOf({ status, startedAt, updatedAt }: WorkflowRunInfo): number | null {
  return status === 'completed' && startedAt > 0 ? Math.max(0, Math.round((updatedAt - startedAt) / 1000)) : null;
}
