/** Who asks the model: one copy of an interaction at a time, and none once there is an answer. */
import { type Change, type DescriptionAnswer, type DescriptionRecord, expiryOf } from '@valine/records';

/** So many copies may have died or come away empty-handed; the next one says that it cannot be done. Each may have cost something. */
const MOST_COPIES = 8;

export type Asking =
  | { is: 'ours'; epoch: number }
  /** Another copy may be at it. */
  | { is: 'taken' }
  | { is: 'given up' }
  | { is: 'answered'; answer: DescriptionAnswer };

/** `leaseUntil`: how long we can be at it. `now`: epoch milliseconds. */
export function decideAsking(
  record: DescriptionRecord | undefined,
  { id, personId, now, leaseUntil }: { id: string; personId: string; now: number; leaseUntil: number },
): Change<'description', Asking> {
  if (record?.answer !== undefined) return { verdict: { is: 'answered', answer: record.answer } };
  if (record !== undefined && record.leaseUntil > now) return { verdict: { is: 'taken' } };
  const epoch = (record?.epoch ?? 0) + 1;
  if (epoch > MOST_COPIES) return { verdict: { is: 'given up' } };
  const version = (record?.version ?? 0) + 1;
  const next = { kind: 'description', id, version, personId, epoch, leaseUntil, outbox: [], expiresAt: expiryOf(now) };
  return { verdict: { is: 'ours', epoch }, next: { ...next, kind: 'description' } };
}

/** The first answer stays, whoever finds one besides. */
export function decideAnswer(
  record: DescriptionRecord | undefined,
  answer: DescriptionAnswer,
  now: number,
): Change<'description', DescriptionAnswer> {
  if (record === undefined) return { verdict: answer };
  if (record.answer !== undefined) return { verdict: record.answer };
  const next = { ...record, version: record.version + 1, answer, expiresAt: expiryOf(now) };
  return { verdict: answer, next };
}

/** A copy that has come away empty-handed before it asked lets the next one try at once. */
export function decideRelease(
  record: DescriptionRecord | undefined,
  epoch: number,
): Change<'description', 'released' | 'nothing'> {
  if (record === undefined || record.answer !== undefined || record.epoch !== epoch) return { verdict: 'nothing' };
  return { verdict: 'released', next: { ...record, version: record.version + 1, leaseUntil: 0 } };
}
