/**
 * How two records become one link: what is meant stands in the person's record first, and the account's record decides. Until
 * both say the same, there is none; so whatever a crash leaves between them binds nobody. Pure.
 */
import type { Outgoing } from '@valine/contracts';
import type { Change } from '../change-record.ts';
import { type Account, type Identity, type IdentityLink, isInForce, NEVER } from '../kinds/identity.ts';

/** `at`: when it was asked for. `consentAt`: by GitHub's clock; of an admin who says so by hand, when they did. */
export type Binding = {
  attempt: string;
  personId: string;
  account: IdentityLink['account'];
  at: number;
  consentAt: number;
  by?: string;
};

/** Only the newest attempt of a person can bind, and none from before they were untied. */
export function decideOpen(
  identity: Identity | undefined,
  { attempt, personId, at }: Pick<Binding, 'attempt' | 'personId' | 'at'>,
): Change<'identity', 'open' | 'link_superseded'> {
  if (identity?.attempt?.id === attempt) return { verdict: 'open' };
  const isOld = at <= Math.max(identity?.untied?.at ?? 0, identity?.attempt?.at ?? 0);
  if (isOld) return { verdict: 'link_superseded' };
  return { verdict: 'open', next: { ...nextIdentity(identity, personId), attempt: { id: attempt, at } } };
}

/** `held`: the account's record that the person's link names, if it names one of another attempt. */
export function decideMeant(
  identity: Identity | undefined,
  { attempt, personId, account, by }: Binding,
  held: Account | undefined,
  now: number,
): Change<'identity', 'meant' | 'link_superseded' | 'person_linked'> {
  if (identity?.attempt?.id !== attempt) return { verdict: 'link_superseded' };
  if (identity.link?.attempt === attempt) return { verdict: 'meant' };
  if (isInForce(identity, held)) return { verdict: 'person_linked' };
  const link = { attempt, account, at: now, ...(by !== undefined && { by }) };
  return { verdict: 'meant', next: { ...nextIdentity(identity, personId), link } };
}

/** `holder`: the record of the person that the account names. What only one of the two names holds nothing. */
export function decideClaim(
  account: Account | undefined,
  { attempt, personId, account: { id }, consentAt }: Binding,
  holder: Identity | undefined,
): Change<'account', 'claimed' | 'account_linked' | 'consent_withdrawn'> {
  if (account?.link?.attempt === attempt) return { verdict: 'claimed' };
  if (consentAt <= (account?.untied?.at ?? 0)) return { verdict: 'consent_withdrawn' };
  if (isInForce(holder, account)) return { verdict: 'account_linked' };
  return {
    verdict: 'claimed',
    next: { ...nextAccount(account, String(id)), link: { attempt, personId, at: consentAt } },
  };
}

/** `by`: what asks for it, an interaction for one. Whatever was under way ends with it. `tell`: what goes out with it where they were linked. */
export function decideUntiePerson(
  identity: Identity | undefined,
  { personId, by, at, tell }: { personId: string; by: string; at: number; tell?(login: string): Outgoing[] },
  held: Account | undefined,
): Change<'identity', { login: string | undefined; attempt: string | undefined } | 'not_linked'> {
  if (identity?.untied?.by === by)
    return { verdict: { login: identity.untied.login, attempt: identity.untied.attempt } };
  const {
    link: linked,
    attempt: newest,
    ...rest
  } = identity ?? {
    kind: 'identity',
    id: personId,
    version: 0,
    outbox: [],
    expiresAt: NEVER,
  };
  // What was asked for since is another thing.
  const isLater = newest !== undefined && newest.at > at;
  const isKept = isLater && linked?.attempt === newest.id;
  const kept = { ...(isLater && { attempt: newest }), ...(isKept && { link: linked }) };
  const [link, attempt] = [isKept ? undefined : linked, isLater ? undefined : newest];
  const isNothing = link === undefined && attempt === undefined;
  const login = link !== undefined && isInForce(identity, held) ? link.account.login : undefined;
  const told = login === undefined ? [] : (tell?.(login) ?? []);
  const since = Math.max(at, identity?.untied?.at ?? 0);
  const untied = { at: since, by, ...(login !== undefined && { login }), ...(link && { attempt: link.attempt }) };
  return {
    verdict: isNothing ? 'not_linked' : { login, attempt: link?.attempt },
    // Where there is nothing yet, a `/link` from before may still be on its way.
    next: { ...rest, ...kept, kind: 'identity', version: rest.version + 1, untied, outbox: [...rest.outbox, ...told] },
  };
}

/**
 * `at`: by GitHub's clock. The person's record may still name it: alone, that is nothing. `holder`: the record of the person that the account
 * names; `tell`: what they are told, who were linked with it. The verdict is the account as it is then.
 */
export function decideUntieAccount(
  account: Account | undefined,
  { accountId, by, at, tell }: { accountId: number; by: string; at: number; tell(personId: string): Outgoing[] },
  holder: Identity | undefined,
): Change<'account', Account> {
  if (account?.untied !== undefined && (account.untied.by === by || account.untied.at >= at))
    return { verdict: account };
  const next = { ...nextAccount(account, String(accountId)), untied: { at, by } };
  // What its owner agreed to since is another thing.
  if (next.link !== undefined && next.link.at > at) return { verdict: next, next };
  const { link, ...free } = next;
  const told = link !== undefined && isInForce(holder, account) ? tell(link.personId) : [];
  const untied = { ...free, outbox: [...free.outbox, ...told] };
  return { verdict: untied, next: untied };
}

/** Whether whose turn it is is told them directly: as it is then, for an older word does not undo a newer one. */
export function decideDirect(
  identity: Identity | undefined,
  { attempt, direct }: { attempt: string; direct: { is: boolean; at: number } },
): Change<'identity', boolean | 'not_linked'> {
  if (identity?.link?.attempt !== attempt) return { verdict: 'not_linked' };
  const { link } = identity;
  if (link.direct !== undefined && link.direct.at >= direct.at) return { verdict: link.direct.is };
  return { verdict: direct.is, next: { ...nextIdentity(identity, identity.id), link: { ...link, direct } } };
}

/** Of a link that its person has untied: nobody need read from the account whose it was. */
export function decideForget(account: Account | undefined, attempt: string): Change<'account', 'forgotten'> {
  if (account?.link?.attempt !== attempt) return { verdict: 'forgotten' };
  const { link: _, ...next } = nextAccount(account, account.id);
  return { verdict: 'forgotten', next };
}

function nextIdentity(identity: Identity | undefined, id: string): Identity {
  if (identity === undefined) return { kind: 'identity', id, version: 1, outbox: [], expiresAt: NEVER };
  return { ...identity, version: identity.version + 1 };
}

function nextAccount(account: Account | undefined, id: string): Account {
  if (account === undefined) return { kind: 'account', id, version: 1, outbox: [], expiresAt: NEVER };
  return { ...account, version: account.version + 1 };
}
