/** Reads what somebody wants to see, the newest first, with whatever is wrong among it. */
import type { KeyObject } from 'node:crypto';
import type { AuditEntry, RecordStore } from '@valine/records';
import { headProblemOf, isWhole, sealedBy, sealProblemOf } from './chain.ts';
import { type AuditFilter, isBefore, isWanted } from './filter.ts';
import { findHead, newestSeq, readBack } from './read-back.ts';

/** `is`: what is wrong with an entry that would stand here. `other key` says that it was sealed by another key than ours. */
export type Shown = AuditEntry | { seq: number; is: 'missing' | 'altered' | 'other key' };

export type Selection = {
  /** The newest first. */
  shown: Shown[];
  /** Entries that were read. */
  looked: number;
  /** Why nothing older is there: there is none, `most` are shown, or so many were looked at. */
  end: 'all' | 'most shown' | 'most looked at';
  /** What names the newest entry was altered, or sealed by another key. */
  isHeadWrong?: true;
  /** When the oldest that was looked at was written, in epoch milliseconds. */
  lookedBackTo?: number;
  /** Its number. */
  oldest?: number;
};

export type SelectOptions = {
  store: Pick<RecordStore, 'find'>;
  /** All that are known; without any, seals are not looked at. */
  keys?: readonly KeyObject[];
  filter: AuditFilter;
  /** Epoch milliseconds. */
  now: number;
  most: number;
  mostLooked: number;
  /** Begins with what is older than the entry of this number. */
  before?: number | undefined;
};

/** A read for each entry that is looked at, up to two dozen more. @throws StoreUnavailable */
export async function selectEntries(options: SelectOptions): Promise<Selection> {
  const { store, keys, filter, now, most, mostLooked, before = Number.POSITIVE_INFINITY } = options;
  const head = await findHead(store);
  const isHeadWrong =
    head === 'unreadable' ||
    (typeof head !== 'string' && keys !== undefined && sealedBy(keys, (key) => headProblemOf(head, key)) !== undefined);
  const selection: Selection = { shown: [], looked: 0, end: 'all', ...(isHeadWrong && { isHeadWrong }) };
  let bound = typeof head === 'string' ? undefined : head.entry.expiresAt;
  const newest = await newestSeq(store, head);
  // What it tells of the next one is wanted, and not itself.
  const from = Math.min(newest, before);
  for await (const { seq, entry } of readBack(store, from)) {
    if (seq >= before) {
      bound = typeof entry === 'string' ? undefined : entry.previous.expiresAt;
      continue;
    }
    if (typeof entry === 'string') {
      if (entry === 'missing' && bound !== undefined && bound * 1000 <= now) break;
      selection.shown.push({ seq, is: entry === 'missing' ? 'missing' : 'altered' });
      bound = undefined;
    } else {
      if (isBefore(entry, filter)) break;
      bound = entry.previous.expiresAt;
      selection.lookedBackTo = entry.recordedAt;
      const is = problemOf(entry, seq, keys);
      if (is !== undefined) selection.shown.push({ seq, is });
      else if (isWanted(entry, filter)) selection.shown.push(entry);
    }
    selection.looked += 1;
    selection.oldest = seq;
    if (seq === 1) break;
    if (selection.shown.length >= most) return { ...selection, end: 'most shown' };
    if (selection.looked >= mostLooked) return { ...selection, end: 'most looked at' };
  }
  return selection;
}

function problemOf(
  entry: AuditEntry,
  seq: number,
  keys: readonly KeyObject[] | undefined,
): 'altered' | 'other key' | undefined {
  if (entry.seq !== seq || !isWhole(entry)) return 'altered';
  if (keys === undefined) return undefined;
  const is = sealedBy(keys, (key) => sealProblemOf(entry, key));
  return is === 'not sealed' ? 'altered' : is;
}
