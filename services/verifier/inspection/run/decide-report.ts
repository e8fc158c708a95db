/** What every report says of a run: its verdict in one word, and how long its known steps took. */
import type { CheckResult, CheckVerdict, Report, StepDuration } from '@valine/contracts';
import type { WorkflowJob, WorkflowStep } from '@valine/github';
import { findKnownStep, hasRun } from '@valine/github/jobs';
import type { StepPatterns } from '@valine/settings';

type Facts = Pick<Report, 'conclusion'> & { checks: readonly Pick<CheckResult, 'verdict'>[] };

/** What else GitHub says (`skipped`, `neutral`, `stale`, a word of tomorrow) is neither good nor bad. */
const BAD: readonly (string | null)[] = ['failure', 'timed_out', 'startup_failure', 'action_required', 'cancelled'];

/** `bad` if the run failed or a check is bad, `ok` if it succeeded and all are ok, else `unknown`. */
export function decideVerdict({ conclusion, checks }: Facts): CheckVerdict {
  if (BAD.includes(conclusion)) return 'bad';
  if (checks.some(({ verdict }) => verdict === 'bad')) return 'bad';
  const seen = conclusion === 'success' && checks.length > 0;
  return seen && checks.every(({ verdict }) => verdict === 'ok') ? 'ok' : 'unknown';
}

/** Whatever could not be read, or may not be believed: nothing of it makes a report ok. */
export function believed(verdict: CheckVerdict, problem: string | undefined): CheckVerdict {
  return verdict === 'ok' && problem !== undefined ? 'unknown' : verdict;
}

/** One for each pattern, in their order. */
export function decideSteps(jobs: readonly WorkflowJob[], patterns: StepPatterns): StepDuration[] {
  const ended = jobs.flatMap(({ steps }) => steps).filter((step) => hasRun(step) && secondsOf(step) !== null);
  return Object.entries(patterns).map(([name, words]) => ({
    name,
    seconds: secondsOf(findKnownStep(ended, name, words)),
  }));
}

/** Clocks of runners differ: nothing takes less than no time. */
function secondsOf(step: WorkflowStep | undefined): number | null {
  if (step?.startedAt === undefined || step.completedAt === undefined) return null;
  return Math.max(0, Math.round((step.completedAt - step.startedAt) / 1000));
}
