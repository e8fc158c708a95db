/** What has changed since the workflow was last verified. */
import type { CheckResult, Comparison, Report, WorkflowRunState } from '@valine/contracts';
import type { Tracking } from '@valine/records';

/** What was found then, and of which run. */
export type ReportBefore = { report: Report; run: WorkflowRunState | undefined };

/** Of the newest other follow that has a report on the workflow. `ended`: the newest first. */
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
