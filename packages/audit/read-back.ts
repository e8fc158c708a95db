/** Reads the audit from its newest entry back: an entry's number is its key, so nothing that could be altered apart from it lists them. */
import { AUDIT_HEAD_ID, type AuditEntry, type AuditHead, type RecordStore, UnreadableRecord } from '@valine/records';

type Reads = Pick<RecordStore, 'find'>;

/** `missing`: it was removed, or has expired. `unreadable`: somebody has altered it, or a later version wrote it. */
export type Found = { seq: number; entry: AuditEntry | 'missing' | 'unreadable' };

/** So many are asked for at a time. */
const AT_ONCE = 25;

/** The entry of that number. @throws StoreUnavailable */
export async function findEntry(store: Reads, seq: number): Promise<Found> {
  try {
    return { seq, entry: (await store.find('audit', String(seq))) ?? 'missing' };
  } catch (error) {
    if (error instanceof UnreadableRecord) return { seq, entry: 'unreadable' };
    throw error;
  }
}

/** @throws StoreUnavailable */
export async function findHead(store: Reads): Promise<AuditHead | 'missing' | 'unreadable'> {
  try {
    return (await store.find('audit-head', AUDIT_HEAD_ID)) ?? 'missing';
  } catch (error) {
    if (error instanceof UnreadableRecord) return 'unreadable';
    throw error;
  }
}

/**
 * The number of the newest entry there is: a function that died may have left one that the head does not name. Without a
 * head it is searched for, in a read or two for each of its binary digits; where the first is gone, none is found.
 * @throws StoreUnavailable
 */
export async function newestSeq(store: Reads, head: AuditHead | 'missing' | 'unreadable'): Promise<number> {
  const isThere = async (seq: number) => (await findEntry(store, seq)).entry !== 'missing';
  let seq = typeof head === 'string' ? 0 : head.entry.seq;
  if (typeof head === 'string') {
    let step = 1;
    while (await isThere(seq + step)) [seq, step] = [seq + step, step * 2];
    for (; step >= 1; step = Math.floor(step / 2)) if (await isThere(seq + step)) seq += step;
  }
  while (await isThere(seq + 1)) seq += 1;
  return seq;
}

/** From `newest` down to the first: one read each. The caller may leave the loop at any entry. @throws StoreUnavailable */
export async function* readBack(store: Reads, newest: number): AsyncGenerator<Found> {
  for (let from = newest; from > 0; from -= AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, from) }, (_, index) => from - index);
    yield* await Promise.all(numbers.map((seq) => findEntry(store, seq)));
  }
}
