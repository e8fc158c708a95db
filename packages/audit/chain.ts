/**
 * How entries hang together. The hash of each covers all its fields and the hash of the one before it: whoever alters one
 * has to make all later ones anew. For that the seal asks for a key which does not stand in the table.
 */
import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { canonicalJson, deriveKey, deriveKeys } from '@valine/admission';
import { AUDIT_HEAD_ID, type AuditEntry, type AuditFacts, type AuditHead } from '@valine/records';

/** What the next entry is bound to. */
export type Tail = AuditHead['entry'];

/** Before the first. */
export const NO_ENTRY: Tail = { seq: 0, hash: '', expiresAt: 0 };

export type NewEntry = Pick<AuditEntry, 'of' | 'recordedAt'> & {
  facts: AuditFacts;
  /** How long it is kept, in days. */
  days: number;
};

/** The entry that follows `tail`. `key`: of 32 bytes. */
export function entryAfter(tail: Tail, { of, facts, recordedAt, days }: NewEntry, key: KeyObject): AuditEntry {
  const seq = tail.seq + 1;
  const entry = {
    kind: 'audit' as const,
    id: String(seq),
    version: 1,
    seq,
    of,
    facts,
    recordedAt,
    previous: { hash: tail.hash, expiresAt: tail.expiresAt },
    outbox: [],
    expiresAt: Math.max(tail.expiresAt, Math.ceil(recordedAt / 1000) + days * 24 * 3600),
  };
  const hash = hashOf(entry);
  return { ...entry, hash, seal: sealOf(hash, key) };
}

/** The head that names `entry`, in place of `previous`. It stays for as long as anything is recorded. */
export function headAt({ seq, hash, expiresAt }: Tail, previous: AuditHead | undefined, key: KeyObject): AuditHead {
  const head = {
    kind: 'audit-head' as const,
    id: AUDIT_HEAD_ID,
    version: (previous?.version ?? 0) + 1,
    entry: { seq, hash, expiresAt },
    outbox: [],
    expiresAt: FOREVER,
  } satisfies Omit<AuditHead, 'seal'>;
  return { ...head, seal: sealOf(hashOf(head), key) };
}

/** In the year 9999. */
const FOREVER = 253_370_764_800;

/** Whether its fields are those that were written: anybody can tell. */
export function isWhole(entry: AuditEntry): boolean {
  const { hash, seal: _, ...rest } = entry;
  return entry.id === String(entry.seq) && hashOf(rest) === hash;
}

/** `other key`: whoever sealed it had another one than `key`. */
export function sealProblemOf({ hash, seal }: Pick<AuditEntry, 'hash' | 'seal'>, key: KeyObject) {
  if (keyNameIn(seal) !== keyNameOf(key)) return 'other key';
  return isSame(seal, sealOf(hash, key)) ? undefined : 'altered';
}

export function headProblemOf(head: AuditHead, key: KeyObject) {
  const { seal, ...rest } = head;
  return sealProblemOf({ hash: hashOf(rest), seal }, key);
}

function hashOf(fields: object): string {
  return createHash('sha256').update(canonicalJson(fields)).digest('hex');
}

/** The name of the key, and what only its holder can make. */
function sealOf(hash: string, key: KeyObject): string {
  return `${keyNameOf(key)}.${createHmac('sha256', key).update(hash).digest('hex')}`;
}

function keyNameOf(key: KeyObject): string {
  return createHash('sha256').update('name of a key').update(key.export()).digest('hex').slice(0, 8);
}

function keyNameIn(seal: string): string {
  return seal.split('.', 1)[0] ?? '';
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The key of 32 bytes that entries are sealed with. `secret`: the value of `ADMISSION_KEY`. */
export function auditKey(secret: string): KeyObject {
  return deriveKey(secret, 'seal the audit');
}

/** With those that it was before, as long as they stand there too. */
export function auditKeys(secret: string): KeyObject[] {
  return deriveKeys(secret, 'seal the audit');
}

/** What is wrong with a seal, whichever of the keys it is of. */
export function sealedBy(
  keys: readonly KeyObject[],
  problemOf: (key: KeyObject) => 'altered' | 'other key' | undefined,
): 'not sealed' | 'other key' | undefined {
  const problems = keys.map(problemOf);
  if (problems.includes(undefined)) return undefined;
  return problems.includes('altered') ? 'not sealed' : 'other key';
}
