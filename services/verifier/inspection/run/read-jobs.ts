/** Reads the jobs of a run that has completed. */

import type { WorkflowRunState } from '@valine/contracts';
import { attemptStartOf, type JobList, type WorkflowRunInfo } from '@valine/github';
import type { ActionsReader } from '../../shared/inspection-ports.ts';
import type { ReadEvidence } from './read-evidence.ts';

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
