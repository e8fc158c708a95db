/** Uploads the summary of a diagnose, whole or as a test wants it. */
import { addArtifact } from '@valine/github-model';
import { strToU8, zipSync } from 'fflate';
import type { Wish, WorkflowRun } from '../../state/actions-state.ts';
import { type GitHubState, now, takeId } from '../../state/state.ts';

/** What the bomb unpacks to. */
const BOMB_BYTES = 16 * 1024 * 1024;

export function addSummary(
  state: GitHubState,
  run: WorkflowRun,
  content: string,
  kind: Wish['artifact'],
  at = now(),
): void {
  const whole = zipSync({ 'diagnose-summary.json': kind === 'bomb' ? new Uint8Array(BOMB_BYTES) : strToU8(content) });
  const bytes = kind === 'broken' ? whole.subarray(0, whole.length / 2) : whole;
  addArtifact(state, run, {
    id: takeId(state),
    name: 'diagnose-summary',
    bytes: kind === 'missing' ? null : bytes,
    sizeBytes: bytes.length,
    expired: kind === 'expired',
    at,
  });
}
