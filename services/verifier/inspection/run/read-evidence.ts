/** Reads what a run left behind. It is worth coming back for, during a moment, and never worth the result itself. */

import type { WorkflowRunState } from '@valine/contracts';
import { attemptStartOf, GitHubError, type JobList, type WorkflowRunInfo } from '@valine/github';
import { LONGEST_RETURN_SECONDS } from '../../shared/asking-github.ts';
import type { ActionsReader, InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';

/** Storage that hangs leaves the others their time. */
const LONGEST_MS = 6000;
/** Where several hang, all of them; what comes after them has a moment. */
const TOGETHER_MS = 12_000;
const MOMENT_MS = 1500;

/** Undefined for what cannot be read. @throws GitHubError for what may be there when the caller comes back */
export type ReadEvidence = <T>(read: (withinMs: number) => Promise<T>) => Promise<{ is: T } | undefined>;

/** `mayComeBack`: whether it can be asked for again in some seconds. */
export function evidenceReader(
  { logger, clock }: Pick<InspectionPorts, 'logger' | 'clock'>,
  left: TimeLeft,
  mayComeBack: boolean,
): ReadEvidence {
  const until = clock.now() + TOGETHER_MS;
  return async (read) => {
    const longest = Math.min(LONGEST_MS, Math.max(MOMENT_MS, until - clock.now()));
    try {
      return { is: await read(Math.min(longest, left() ?? longest)) };
    } catch (error) {
      if (!(error instanceof GitHubError) || (mayComeBack && endsSoon(error))) throw error;
      logger.warn('GitHub does not let this be read', { problem: error.message });
      return undefined;
    }
  };
}

function endsSoon(error: GitHubError): boolean {
  return error.isTransient && (error.retryAfterSeconds ?? 0) <= LONGEST_RETURN_SECONDS;
}

/** One call or more. Undefined where they cannot be read. @throws GitHubError for what may be there when the caller comes back */
export async function readJobs(
  actions: ActionsReader,
  { id, attempt }: WorkflowRunState,
  read: ReadEvidence,
): Promise<JobList | undefined> {
  return (await read((withinMs) => actions.listJobs(id, attempt, withinMs)))?.is;
}

/** The run has completed, by its event: a job that goes on means that GitHub's list lags by some seconds. */
export function lagsBehind(list: JobList | undefined): boolean {
  return list?.jobs.some(({ status }) => status !== 'completed') === true;
}

/** Epoch milliseconds; undefined where it is not known. `listed`: runs that are known already. At most one call. */
export async function readAttemptStart(
  actions: ActionsReader,
  { id, attempt }: Pick<WorkflowRunState, 'id' | 'attempt'>,
  listed: readonly WorkflowRunInfo[],
  read: ReadEvidence,
): Promise<number | undefined> {
  if (attempt === 1) return 0;
  const known =
    listed.find((run) => run.id === id) ?? (await read((within) => actions.findWorkflowRun(id, within)))?.is;
  return known?.attempt === attempt ? attemptStartOf(known) : undefined;
}
