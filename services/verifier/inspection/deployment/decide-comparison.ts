/** What has changed since the workflow was last verified. */
import type { CheckResult, Comparison, Report } from '@valine/contracts';
import type { Follow } from '@valine/runs';

/** Of the newest other follow that has a report on the workflow. `ended`: the newest first. */
export function decideReportBefore(ended: readonly Follow[], followId: string, workflow: string): Report | undefined {
  return ended
    .filter(({ id }) => id !== followId)
    .flatMap(({ stages }) => stages.findLast((stage) => stage.workflow === workflow)?.report ?? [])
    .at(0);
}

/** A check that was unknown before has neither begun to fail nor been mended. */
export function decideComparison(before: Report, checks: readonly CheckResult[]): Comparison {
  const verdictBefore = new Map(before.checks.map(({ name, verdict }) => [name, verdict]));
  const namesOf = (then: CheckResult['verdict'], now: CheckResult['verdict']) =>
    checks.filter(({ name, verdict }) => verdict === now && verdictBefore.get(name) === then).map(({ name }) => name);
  return { secondsBefore: before.seconds, newlyFailing: namesOf('ok', 'bad'), mended: namesOf('bad', 'ok') };
}
