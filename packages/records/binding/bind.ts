/** Makes, and unties, a link: one record at a time, so that any step may be the last one. */
import { type Change, changeRecord, TooMuchContention } from '../change-record.ts';
import type { Account, Identity } from '../kinds/identity.ts';
import type { RecordStore } from '../store.ts';
import {
  type Binding,
  decideClaim,
  decideForget,
  decideMeant,
  decideOpen,
  decideUntieAccount,
  decideUntiePerson,
} from './decide.ts';

type Store = Pick<RecordStore, 'find' | 'create' | 'replace'>;

const ATTEMPTS = 25;

/** Nobody else's attempt of this person counts from then on. One read and at most one write. */
export async function openAttempt(store: RecordStore, about: Pick<Binding, 'attempt' | 'personId' | 'at'>) {
  const { verdict } = await changeRecord(store, 'identity', about.personId, (identity) => decideOpen(identity, about));
  return verdict;
}

/** Six reads and two writes at most. @returns why it is not linked, or undefined. @throws TransientError */
export async function bind(store: RecordStore, binding: Binding, now: number): Promise<string | undefined> {
  const { personId, account } = binding;
  const meant = await changeSeeing(
    store,
    { kind: 'identity', id: personId },
    (identity) => findHeld(store, identity),
    (identity, held: Account | undefined) => decideMeant(identity, binding, held, now),
  );
  if (meant !== 'meant') return meant;
  const claim = await changeSeeing(
    store,
    { kind: 'account', id: String(account.id) },
    async (found) => found?.link && store.find('identity', found.link.personId),
    (found, holder: Identity | undefined) => decideClaim(found, binding, holder),
  );
  if (claim !== 'claimed') return claim;
  // Untied in between, it stays so.
  const identity = await store.find('identity', personId);
  return identity?.link?.attempt === binding.attempt ? undefined : 'link_superseded';
}

/** The account's own record is cleared besides: it says nothing any more. */
export async function untiePerson(store: RecordStore, about: Parameters<typeof decideUntiePerson>[1]) {
  const found = await changeSeeing(
    store,
    { kind: 'identity', id: about.personId },
    async (identity) => ({ held: await findHeld(store, identity), accountId: identity?.link?.account.id }),
    (identity, { held, accountId }) => {
      const { next, verdict } = decideUntiePerson(identity, about, held);
      return { ...(next && { next }), verdict: { verdict, accountId } };
    },
  );
  const { verdict, accountId } = found;
  if (verdict !== 'not_linked' && verdict.attempt !== undefined && accountId !== undefined)
    await changeRecord(store, 'account', String(accountId), (account) => decideForget(account, verdict.attempt ?? ''));
  return verdict;
}

/** Whoever it is linked with, the account is nobody's then. What they are told is in its outbox. */
export function untieAccount(store: Store, about: Parameters<typeof decideUntieAccount>[1]): Promise<Account> {
  return changeSeeing(
    store,
    { kind: 'account', id: String(about.accountId) },
    async (account) => account?.link && store.find('identity', account.link.personId),
    (account, holder: Identity | undefined) => decideUntieAccount(account, about, holder),
  );
}

function findHeld(store: Store, identity: Identity | undefined): Promise<Account | undefined> {
  const { link } = identity ?? {};
  return link === undefined ? Promise.resolve(undefined) : store.find('account', String(link.account.id));
}

type Kinds = { identity: Identity; account: Account };

/**
 * A change that looks at another record, too: at how it stood after this one was read, so that what this one says may have
 * become less true since, and never more. @throws TooMuchContention
 */
async function changeSeeing<K extends keyof Kinds, Seen, Verdict>(
  store: Store,
  { kind, id }: { kind: K; id: string },
  look: (record: Kinds[K] | undefined) => Promise<Seen>,
  decide: (record: Kinds[K] | undefined, seen: Seen) => Change<K, Verdict>,
): Promise<Verdict> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const record = await store.find(kind, id);
    const { next, verdict } = decide(record, await look(record));
    if (next === undefined) return verdict;
    const written = record === undefined ? await store.create(next) : await store.replace(record, next);
    if (written === 'created' || written === 'replaced') return verdict;
  }
  throw new TooMuchContention(`${kind} ${id}: ${ATTEMPTS} writes in a row found that somebody else had written`);
}
