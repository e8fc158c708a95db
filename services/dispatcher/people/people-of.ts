/** Finds the people on Discord to whom accounts on GitHub are linked. */
import { findPerson } from '@valine/records';
import type { Ports } from '../ports.ts';

/** Ids on Discord, by login. An account without a link is missing. */
export type People = Readonly<Record<string, string>>;

/** `ids`: GitHub's, by login; a login without one is skipped. One read of the store for each login, and two for a linked one. */
export async function peopleOf(
  { store }: Pick<Ports, 'store'>,
  logins: readonly string[],
  ids: Readonly<Record<string, number>> = {},
): Promise<People> {
  const found = await Promise.all(
    [...new Set(logins)].map(async (login): Promise<[string, string][]> => {
      const person = Object.hasOwn(ids, login) ? await findPerson(store, ids[login] ?? 0) : undefined;
      return person === undefined ? [] : [[login, person]];
    }),
  );
  return Object.assign(Object.create(null), Object.fromEntries(found.flat()));
}
