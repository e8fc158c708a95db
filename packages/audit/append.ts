/**
 * Appends to the audit: one entry for each interaction, however many copies of it are at work, and no number is left out.
 * An interaction claims a number in a record of its own; the entry of that number is made if there is none; if somebody
 * else has it, the next is claimed. A copy reads the claim, and finds its entry or goes on. An entry is never removed, so
 * a number that was lost to somebody else is never given to an older copy after all.
 */
import type { KeyObject } from 'node:crypto';
import {
  type AuditClaim,
  type AuditFacts,
  type AuditHead,
  expiryOf,
  type RecordStore,
  TooMuchContention,
} from '@valine/records';
import { entryAfter, headAt, NO_ENTRY, type Tail } from './chain.ts';
import type { InTurn } from './in-turn.ts';
import { type Found, findEntry, findHead, newestSeq } from './read-back.ts';

type Log = (text: string, fields: Record<string, unknown>) => void;

export type AppendPorts = {
  store: Pick<RecordStore, 'find' | 'create' | 'replace'>;
  clock: { now(): number };
  logger: { error: Log; info: Log };
  /** How long entries are kept, in days. */
  days: number;
  /** The one that entries are sealed with: `auditKey`. */
  key: KeyObject;
  /** Of an instance that has several in work: they would take numbers from each other. */
  inTurn?: InTurn;
};

/** Many more than are at it at a time: each dispatcher with one message, however many it has in work. */
const ATTEMPTS = 50;

/**
 * `of`: the interaction id, the id of the comment's record, or that of what an operator did in the terminal. One read and three writes when nobody interferes; an
 * entry that is there already counts, whatever `facts` say.
 * @throws StoreUnavailable, TooMuchContention: let them pass
 */
export function appendEntry(ports: AppendPorts, of: string, facts: AuditFacts): Promise<void> {
  const { inTurn = (work) => work() } = ports;
  return inTurn(() => append(ports, of, facts));
}

async function append(ports: AppendPorts, of: string, facts: AuditFacts): Promise<void> {
  const { store } = ports;
  const head = await findHead(store);
  let tail = typeof head === 'string' ? await searchTail(ports, head) : head.entry;
  let claim = await claimFirst(ports, of, tail.seq + 1);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const there = await entryOf(ports, claim, tail, facts);
    if (there.is === 'own') return nameInHead(ports, head, there.entry);
    tail = await newestOf(ports, there.tail);
    claim = await claimNext(ports, claim, tail.seq + 1);
  }
  throw new TooMuchContention(`the audit: ${ATTEMPTS} times in a row somebody else took the number that ${of} wanted`);
}

/** Nothing stops because somebody has removed or altered the head: the audit goes on behind what is there. */
async function searchTail({ store, logger }: AppendPorts, head: 'missing' | 'unreadable'): Promise<Tail> {
  const seq = await newestSeq(store, head);
  // It lags behind those who are at it together, and there is none before the first of them.
  if (seq > ATTEMPTS || head === 'unreadable')
    logger.error('the head of the audit is not as it was: run valine audit --verify', { audit: true, head, seq });
  return seq === 0 ? NO_ENTRY : tailAt(await findEntry(store, seq), NO_ENTRY);
}

type There = { is: 'own'; entry: Tail } | { is: "somebody else's"; tail: Tail };

/** What has the claimed number: the interaction's entry, made now if there is none, or that of somebody else. */
async function entryOf(ports: AppendPorts, claim: AuditClaim, known: Tail, facts: AuditFacts): Promise<There> {
  const { store, clock, days, key } = ports;
  let tail = known;
  if (claim.seq !== tail.seq + 1) {
    const found = await findEntry(store, claim.seq);
    if (found.entry !== 'missing') return ownOrNot(found, claim, tail);
    // The head lags behind what was there when the number was claimed.
    if (claim.seq > tail.seq) tail = tailAt(await findEntry(store, claim.seq - 1), tail);
    else return { is: "somebody else's", tail };
  }
  const made = { of: claim.id, facts, recordedAt: clock.now(), days };
  const entry = entryAfter(tail, made, key);
  if ((await store.create(entry)) === 'created') return { is: 'own', entry };
  return ownOrNot(await findEntry(store, claim.seq), claim, tail);
}

function ownOrNot(found: Found, claim: AuditClaim, tail: Tail): There {
  const { entry } = found;
  if (typeof entry !== 'string' && entry.of === claim.id) return { is: 'own', entry };
  return { is: "somebody else's", tail: found.seq > tail.seq ? tailAt(found, tail) : tail };
}

/** One that was altered so that it cannot be read stops nobody: what follows it is bound to nothing, which is found. */
function tailAt({ seq, entry }: Found, { expiresAt }: Tail): Tail {
  return typeof entry === 'string' ? { seq, hash: '', expiresAt } : entry;
}

async function newestOf({ store }: AppendPorts, known: Tail): Promise<Tail> {
  const head = await findHead(store);
  return typeof head !== 'string' && head.entry.seq > known.seq ? head.entry : known;
}

/** A copy that was here before has claimed already. */
async function claimFirst({ store, clock }: AppendPorts, of: string, seq: number): Promise<AuditClaim> {
  const claim = { kind: 'audit-claim' as const, id: of, version: 1, seq, outbox: [], expiresAt: expiryOf(clock.now()) };
  if ((await store.create(claim)) === 'created') return claim;
  return getClaim(store, of);
}

/** Where another copy has claimed meanwhile, that counts. */
async function claimNext({ store, clock }: AppendPorts, claim: AuditClaim, seq: number): Promise<AuditClaim> {
  const next = { ...claim, version: claim.version + 1, seq, expiresAt: expiryOf(clock.now()) };
  return (await store.replace(claim, next)) === 'replaced' ? next : getClaim(store, claim.id);
}

async function getClaim(store: AppendPorts['store'], of: string): Promise<AuditClaim> {
  const claim = await store.find('audit-claim', of);
  if (claim === undefined) throw new TooMuchContention(`the claim of ${of} was there, and expired before it was read`);
  return claim;
}

/** A head that names a later one already stays. `known`: as it was read before. */
async function nameInHead(
  { store, key, logger }: AppendPorts,
  known: AuditHead | 'missing' | 'unreadable',
  entry: Tail,
): Promise<void> {
  let head = known;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // Nobody can write over what nobody can read: an operator has to take it away.
    if (head === 'unreadable') break;
    if (head !== 'missing' && head.entry.seq >= entry.seq) return;
    const before = head === 'missing' ? undefined : head;
    const next = headAt(entry, before, key);
    const written = before === undefined ? await store.create(next) : await store.replace(before, next);
    if (written === 'created' || written === 'replaced') break;
    head = await findHead(store);
  }
  logger.info('audit entry', { audit: true, seq: entry.seq, hash: entry.hash });
}
