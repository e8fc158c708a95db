/** The link of a person, as the records of both sides tell it. */
import { type Identity, isInForce } from './kinds/identity.ts';
import type { RecordStore } from './store.ts';

/** Undefined where there is none in force. Two reads, or one. */
export async function findLink(store: Pick<RecordStore, 'find'>, personId: string): Promise<Identity['link']> {
  const identity = await store.find('identity', personId);
  if (identity?.link === undefined) return undefined;
  const account = await store.find('account', String(identity.link.account.id));
  return isInForce(identity, account) ? identity.link : undefined;
}

/** The id on Discord of the person to whom an account is linked; undefined if there is none. Two reads, or one. */
export async function findPerson(store: Pick<RecordStore, 'find'>, accountId: number): Promise<string | undefined> {
  const account = await store.find('account', String(accountId));
  if (account?.link === undefined) return undefined;
  const identity = await store.find('identity', account.link.personId);
  return isInForce(identity, account) ? account.link.personId : undefined;
}
