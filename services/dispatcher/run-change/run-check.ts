/** Has a run compared with GitHub: what no webhook told of comes to light then. */
import type { RunCheck } from '@valine/contracts';
import { operationId, type Run } from '@valine/runs';

/** `source`: the interaction that gives rise to it. */
export function runCheck(run: Pick<Run, 'id'>, source: string, now: number): RunCheck {
  return { type: 'run.check', id: operationId(source, `check ${run.id}`), runId: run.id, requestedAt: now };
}
