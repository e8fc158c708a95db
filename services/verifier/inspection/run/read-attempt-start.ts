/** When the attempt that is inspected began: what ran before is not its own. */
import type { WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import { attemptStartOf } from '@valine/github/jobs';
import type { ActionsReader } from '../../shared/inspection-ports.ts';
import type { ReadEvidence } from './read-evidence.ts';

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
