/** Whether the audit is as it was written: every entry there that has not expired, and none altered. */
import type { KeyObject } from 'node:crypto';
import type { AuditEntry, AuditHead, RecordStore } from '@valine/records';
import { headProblemOf, isWhole, sealedBy, sealProblemOf } from './chain.ts';
import { type Found, findHead, newestSeq, readBack } from './read-back.ts';

/** `not sealed`: whoever wrote it did not have our key. `other key`: it has the name of a key that was not given. */
export type AuditProblem = {
  /** Of the entry; absent for the head. */
  seq?: number;
  is: 'missing' | 'unreadable' | 'altered' | 'not sealed' | 'other key' | 'not anchored';
};

export type Verified = {
  /** That are there. */
  entries: number;
  oldest?: AuditEntry;
  newest?: AuditEntry;
  /** By their numbers, the head last; empty where all is well. */
  problems: AuditProblem[];
};

export type VerifyOptions = {
  store: Pick<RecordStore, 'find'>;
  /** The key that is in use, and those that were before. */
  keys: readonly KeyObject[];
  /** Epoch milliseconds. */
  now: number;
  /** An entry as somebody saw it before: it is there still, unless it has expired. */
  anchor?: { seq: number; hash: string };
};

/** One read for each entry. @throws StoreUnavailable */
export async function verifyAudit(options: VerifyOptions): Promise<Verified> {
  const head = await findHead(options.store);
  const walk = createWalk(options, head);
  const newest = await newestSeq(options.store, head);
  for await (const found of readBack(options.store, newest)) if (!walk.goesOn(found)) break;
  const problems = walk.problems().toSorted((one, other) => (one.seq ?? 0) - (other.seq ?? 0));
  return { ...walk.seen, problems: [...problems, ...problemsOfHead(head, options.keys)] };
}

/** Without a head nothing is known: nobody ever asked for anything, or all of it was removed. */
function problemsOfHead(head: AuditHead | 'missing' | 'unreadable', keys: readonly KeyObject[]): AuditProblem[] {
  if (typeof head === 'string') return [{ is: head }];
  const is = sealedBy(keys, (key) => headProblemOf(head, key));
  return is === undefined ? [] : [{ is }];
}

/** Whoever removes the oldest ones leaves nothing beneath: so many are looked for before that is believed. */
const MOST_MISSING = 1000;

/** Missing ones in a row, and whether it is known that they have not expired. */
type Gap = { numbers: number[]; isKnown: boolean };
type Bound = Pick<AuditEntry, 'hash' | 'expiresAt'> | undefined;

/** From the newest entry down. What stands above an entry says what its hash is. */
function createWalk({ keys, now, anchor }: VerifyOptions, head: AuditHead | 'missing' | 'unreadable') {
  const seen: Omit<Verified, 'problems'> = { entries: 0 };
  const problems: AuditProblem[] = [];
  let bound: Bound;
  let gap: Gap = { numbers: [], isKnown: false };

  const problemOf = (seq: number, entry: AuditEntry): AuditProblem['is'] | undefined => {
    const isBound = bound === undefined || (bound.hash === entry.hash && bound.expiresAt === entry.expiresAt);
    if (entry.seq !== seq || !isWhole(entry) || !isBound) return 'altered';
    if (anchor?.seq === seq && !entry.hash.startsWith(anchor.hash)) return 'not anchored';
    return sealedBy(keys, (key) => sealProblemOf(entry, key));
  };
  const closeGap = () => {
    problems.push(...gap.numbers.map((seq): AuditProblem => ({ seq, is: 'missing' })));
    gap = { numbers: [], isKnown: false };
  };
  const take = (seq: number, entry: AuditEntry): void => {
    closeGap();
    seen.entries += 1;
    seen.newest ??= entry;
    seen.oldest = entry;
    const is = problemOf(seq, entry);
    if (is !== undefined) problems.push({ seq, is });
    bound = is === undefined || is === 'other key' ? entry.previous : undefined;
  };

  return {
    seen,
    /** False once what is older has expired. */
    goesOn({ seq, entry }: Found): boolean {
      if (typeof head !== 'string' && head.entry.seq === seq) bound = head.entry;
      if (entry === 'missing') {
        if (bound !== undefined && bound.expiresAt * 1000 <= now) return false;
        gap = { numbers: [...gap.numbers, seq], isKnown: gap.isKnown || bound !== undefined };
        bound = undefined;
        return gap.numbers.length < MOST_MISSING;
      }
      if (entry !== 'unreadable') take(seq, entry);
      else {
        closeGap();
        problems.push({ seq, is: entry });
        bound = undefined;
      }
      return true;
    },
    /** Of what is missing at the end of the walk, the newest is known to be: those before it may have expired. */
    problems(): AuditProblem[] {
      const [newest] = gap.numbers;
      if (newest !== undefined && gap.isKnown) problems.push({ seq: newest, is: 'missing' });
      if (anchor !== undefined && anchor.seq > (seen.newest?.seq ?? 0))
        problems.push({ seq: anchor.seq, is: 'not anchored' });
      return problems;
    },
  };
}
