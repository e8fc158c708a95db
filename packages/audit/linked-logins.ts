/** Under which account on GitHub somebody is known now: the entries themselves have what was known by configuration then. */
import { findLink, type RecordStore } from '@valine/records';
import type { Shown } from './select.ts';

/** By the id on Discord, of those whose entries name no login. Two reads for each person, or one. @throws StoreUnavailable */
export async function linkedLogins(
  store: Pick<RecordStore, 'find'>,
  shown: readonly Shown[],
): Promise<ReadonlyMap<string, string>> {
  const people = shown.flatMap((each) =>
    'is' in each || each.facts.person.login !== undefined ? [] : (each.facts.person.id ?? []),
  );
  const found = await Promise.all(
    [...new Set(people)].map(async (id) => [id, (await findLink(store, id))?.account.login] as const),
  );
  return new Map(found.flatMap(([id, login]) => (login === undefined ? [] : [[id, login] as const])));
}
