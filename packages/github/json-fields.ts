/** Fields of GitHub's JSON, read with care: nothing missing or odd reaches a record. */

export type Fields = Readonly<Record<string, unknown>>;

/** No fields if it is no object. */
export function fieldsOf(json: unknown): Fields {
  return typeof json === 'object' && json !== null ? { ...json } : {};
}

/** Undefined if it is no text, or an empty one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Ids and counts; undefined if it is no whole number above 0. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** By login, for the accounts that have both. */
export function accountIdsOf(accounts: readonly unknown[]): { accountIds?: Record<string, number> } {
  const known = accounts.map(fieldsOf).flatMap(({ login, id }) => {
    const [name, number] = [textOf(login), wholeNumber(id)];
    return name === undefined || number === undefined ? [] : [[name, number] as const];
  });
  return known.length === 0 ? {} : { accountIds: Object.fromEntries(known) };
}

/** Epoch milliseconds; undefined where there is no time. */
export function findTime(value: unknown): number | undefined {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** Epoch milliseconds; 0 where GitHub tells none. */
export function timeOf(value: unknown): number {
  return findTime(value) ?? 0;
}

/** The entries that can be read. @throws TypeError for what is no list: that is not the same as an empty one */
export function listOf<T>(json: unknown, read: (entry: unknown) => T | undefined): T[] {
  if (!Array.isArray(json)) throw new TypeError('the answer is not as GitHub gives it');
  const entries: unknown[] = json;
  return entries.flatMap((entry) => read(entry) ?? []);
}
