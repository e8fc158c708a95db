/** What changed since the last good deploy: one call to GitHub, none where both are of one commit. */
import type { Changes, WorkflowRunState } from '@valine/contracts';
import type { WorkflowRunInfo } from '@valine/github';
import type { InspectionPorts } from '../../shared/inspection-ports.ts';
import type { ReadEvidence } from '../run/read-evidence.ts';

/** It comes after everything else that is read. */
const COMPARING_MS = 3000;

/** `lastGood`: undefined where none is known. Undefined where nobody can tell which commits they are of. */
export async function readChanges(
  { actions }: Pick<InspectionPorts, 'actions'>,
  run: Pick<WorkflowRunInfo | WorkflowRunState, 'head'>,
  lastGood: WorkflowRunInfo | undefined,
  read: ReadEvidence,
): Promise<Changes | undefined> {
  const [since, sha] = [lastGood?.head?.sha, run.head?.sha];
  if (since === undefined || sha === undefined) return undefined;
  if (since === sha) return { since, status: 'identical' };
  const found = await read((within) => actions.compareCommits(since, sha, Math.min(COMPARING_MS, within)));
  return { since, ...(found === undefined ? { status: 'unknown' } : (found.is ?? { status: 'not_found' })) };
}
