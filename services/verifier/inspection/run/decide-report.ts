/** What every report says of a run: its verdict in one word, and how long the run and its known steps took. */
import type { CheckResult, CheckVerdict, Report, StepDuration } from '@valine/contracts';
import type { WorkflowJob, WorkflowStep } from '@valine/github';
import type { StepPatterns } from '@valine/settings';

type Facts = Pick<Report, 'conclusion'> & { checks: readonly Pick<CheckResult, 'verdict'>[] };

/** `bad` if the run did not succeed or a check is bad, `ok` if it did and all are ok, else `unknown`. */
export function decideVerdict({ conclusion, checks }: Facts): CheckVerdict {
  if (conclusion !== null && conclusion !== 'success') return 'bad';
  if (checks.some(({ verdict }) => verdict === 'bad')) return 'bad';
  const seen = conclusion === 'success' && checks.length > 0;
  return seen && checks.every(({ verdict }) => verdict === 'ok') ? 'ok' : 'unknown';
}

/** Whatever could not be read, or may not be believed: nothing of it makes a report ok. */
export function believed(verdict: CheckVerdict, problem: string | undefined): CheckVerdict {
  return verdict === 'ok' && problem !== undefined ? 'unknown' : verdict;
}

/**
 * From the start of the first job to the end of the last; null where that cannot be told. `attemptStartedAt`: jobs that
 * ran before it belong to an earlier attempt, whose successes GitHub carries over into the list of a re-run.
 */
export function decideSeconds(jobs: readonly WorkflowJob[], attemptStartedAt = 0): number | null {
  const ran = jobs.filter(
    ({ conclusion, startedAt }) => conclusion !== 'skipped' && (startedAt ?? attemptStartedAt) >= attemptStartedAt,
  );
  const starts = ran.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = ran.flatMap(({ completedAt }) => completedAt ?? []);
  if (starts.length === 0 || ends.length < ran.length) return null;
  return secondsBetween(Math.min(...starts), Math.max(...ends));
}

/** One for each pattern, in their order. */
export function decideSteps(jobs: readonly WorkflowJob[], patterns: StepPatterns): StepDuration[] {
  const ended = jobs.flatMap(({ steps }) => steps).filter(hasRun);
  return Object.entries(patterns).map(([name, words]) => ({ name, seconds: secondsOf(findStep(ended, name, words)) }));
}

/**
 * One whose name is the shown name or a word of the pattern goes before one that only contains a word; of several, the
 * last: it is the try that counted. They are not added up: steps that share a word are seldom parts of one thing.
 */
function findStep(steps: readonly WorkflowStep[], shown: string, words: readonly string[]): WorkflowStep | undefined {
  const names = [shown.toLowerCase(), ...words];
  return (
    steps.findLast(({ name }) => names.includes(name.trim().toLowerCase())) ??
    steps.findLast(({ name }) => words.some((word) => name.toLowerCase().includes(word)))
  );
}

/** `Post …` is how the runner calls what an action cleans up; it carries the name of the step it cleans up after. */
function hasRun({ name, conclusion, startedAt, completedAt }: WorkflowStep): boolean {
  return conclusion !== 'skipped' && startedAt !== undefined && completedAt !== undefined && !name.startsWith('Post ');
}

function secondsOf(step: WorkflowStep | undefined): number | null {
  if (step?.startedAt === undefined || step.completedAt === undefined) return null;
  return secondsBetween(step.startedAt, step.completedAt);
}

/** Clocks of runners differ: nothing takes less than no time. */
function secondsBetween(start: number, end: number): number {
  return Math.max(0, Math.round((end - start) / 1000));
}
