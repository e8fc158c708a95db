/** Checks of a commit: check runs, those of workflow runs among them, and statuses. `at` is now, in epoch milliseconds. */
import type { CheckRun, CommitStatus, GitHubModel, Job, Run } from './model.ts';
import { lastAttempt } from './runs.ts';

type Model = Pick<GitHubModel, 'checkRuns' | 'runs' | 'statuses'>;
type NewCheckRun = Pick<CheckRun, 'id' | 'suiteId' | 'sha' | 'name' | 'status' | 'conclusion' | 'url'> & { at: number };

/** A new check run each time; the newest of a name counts. It joins the suite its commit has already. */
export function reportCheck(model: Model, { at, ...given }: NewCheckRun): CheckRun {
  const suiteId = model.checkRuns.find(({ sha }) => sha === given.sha)?.suiteId ?? given.suiteId;
  const begun = given.status === 'queued' ? {} : { startedAt: at };
  const ended = given.status === 'completed' ? { completedAt: at } : {};
  const run: CheckRun = { ...given, suiteId, ...begun, ...ended };
  model.checkRuns.push(run);
  return run;
}

/** The newest of each name, and the jobs of its workflow runs. */
export function checkRunsOf({ checkRuns, runs }: Model, sha: string): CheckRun[] {
  const own = new Map(checkRuns.filter((each) => each.sha === sha).map((each) => [each.name, each]));
  const jobs = runs
    .filter((run) => run.sha === sha)
    .flatMap((run) => lastAttempt(run).jobs.map((job) => jobCheck(run, job)));
  return [...own.values(), ...jobs];
}

function jobCheck(run: Run, { id, name, status, conclusion, startedAt, completedAt }: Job): CheckRun {
  const known = status === 'completed' || status === 'in_progress' ? status : 'queued';
  const times = {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(completedAt === undefined ? {} : { completedAt }),
  };
  return { id, suiteId: run.checkSuiteId, sha: run.sha, name, status: known, conclusion, ...times };
}

/** `conclusion` is null until all of its check runs have one. */
export type CheckSuite = {
  id: number;
  sha: string;
  status: CheckRun['status'];
  conclusion: string | null;
  runs: CheckRun[];
};

/** In the order in which they came to be. */
export function checkSuitesOf(model: Model, sha: string): CheckSuite[] {
  const runs = checkRunsOf(model, sha);
  return [...new Set(runs.map(({ suiteId }) => suiteId))].map((id) => {
    const own = runs.filter(({ suiteId }) => suiteId === id);
    return { id, sha, ...rollUp(own), runs: own };
  });
}

/** The worst first: the first of them that a check run has is the suite's. */
const WORST = [
  'failure',
  'timed_out',
  'startup_failure',
  'action_required',
  'cancelled',
  'stale',
  'success',
  'neutral',
];

function rollUp(runs: readonly CheckRun[]): Pick<CheckSuite, 'status' | 'conclusion'> {
  if (runs.every(({ status }) => status === 'queued')) return { status: 'queued', conclusion: null };
  if (runs.some(({ status }) => status !== 'completed')) return { status: 'in_progress', conclusion: null };
  const conclusion = WORST.find((each) => runs.some((run) => run.conclusion === each)) ?? 'skipped';
  return { status: 'completed', conclusion };
}

export function reportStatus({ statuses }: Model, status: CommitStatus): CommitStatus {
  statuses.push(status);
  return status;
}

/** Of each context the newest. Without any it is `pending`, as GitHub has it. */
export function combinedStatus({ statuses }: Model, sha: string): { state: string; statuses: CommitStatus[] } {
  const newest = [...new Map(statuses.filter((each) => each.sha === sha).map((each) => [each.context, each])).values()];
  const has = (...states: string[]) => newest.some(({ state }) => states.includes(state));
  const state = has('error', 'failure') ? 'failure' : newest.length === 0 || has('pending') ? 'pending' : 'success';
  return { state, statuses: newest };
}

/** `passed` for `success`, `neutral` and `skipped`; else the word that GitHub says it with, `expected` where nobody has reported. */
export function stateOfCheck(model: Model, sha: string, name: string): string {
  const run = checkRunsOf(model, sha).find((each) => each.name === name);
  if (run !== undefined) return checkRunState(run);
  const status = combinedStatus(model, sha).statuses.find(({ context }) => context === name);
  return status === undefined ? 'expected' : STATUS_STATES[status.state];
}

const STATUS_STATES = { success: 'passed', pending: 'pending', failure: 'failing', error: 'errored' } as const;

function checkRunState({ status, conclusion }: CheckRun): string {
  if (status !== 'completed') return status.replace('_', ' ');
  return ['success', 'neutral', 'skipped'].includes(conclusion ?? '') ? 'passed' : 'failing';
}
