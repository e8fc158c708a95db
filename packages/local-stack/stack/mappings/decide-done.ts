/** Decides from the function's answer which messages of a batch are done. */
import type { Outcome } from '../lambda/protocol.ts';

/**
 * Returns the ids to delete. The other messages become visible again after their visibility time-out.
 * With `reportsItemFailures` the answer is read as Lambda does. No list or an empty one: all succeeded. An answer that is
 * not understood, or names a message that is not in the batch: none succeeded.
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
