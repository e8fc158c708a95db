/** Whose an account on GitHub is on Discord. */
import { findPerson } from '@valine/records';
import type { Ports } from '../ports.ts';

/** Ids on Discord, by login. Who is not linked is missing. */
export type People = Readonly<Record<string, string>>;

/** `ids`: GitHub's, by login: without one nobody is looked for. A read of the store for each login, and two for who is linked. */
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
