/** Which messages of a batch are finished, told from the function's answer. */
import type { Outcome } from '../lambda/protocol.ts';

/**
 * The ids to delete; the rest of the batch stays and becomes visible again after its visibility time-out.
 * With `reportsItemFailures`, as Lambda reads the answer: no list or an empty one means all succeeded; an answer that is not
 * understood, or names a message that is not in the batch, means none did.
 */
export function decideDone(ids: readonly string[], outcome: Outcome, reportsItemFailures: boolean): readonly string[] {
  if (outcome.kind !== 'result') return [];
  if (!reportsItemFailures) return ids;
  const failed = failedIds(outcome.payload);
  if (failed === undefined || failed.some((id) => !ids.includes(id))) return [];
  return ids.filter((id) => !failed.includes(id));
}

function failedIds(payload: string): string[] | undefined {
  const answer: unknown = JSON.parse(payload);
  if (answer === null) return [];
  if (typeof answer !== 'object') return undefined;
  const list = 'batchItemFailures' in answer ? answer.batchItemFailures : undefined;
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return undefined;
  const ids = list.map((item) => item?.itemIdentifier);
  return ids.every((id) => typeof id === 'string' && id !== '') ? ids : undefined;
}
