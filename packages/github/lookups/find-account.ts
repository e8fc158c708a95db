/** Whose account something is of. */
import { fieldsOf, textOf } from '../json-fields.ts';
import type { FoundAccount } from './github-lookups.ts';

/** Undefined where GitHub shows none. */
export function findAccount(json: unknown): FoundAccount | undefined {
  const { login, type } = fieldsOf(json);
  const name = textOf(login);
  return name === undefined ? undefined : { login: name, isPerson: type === 'User' && !isNameOfApp(name) };
}

/** As GitHub names the identities of Apps. */
function isNameOfApp(login: string): boolean {
  return login.toLowerCase().endsWith('[bot]');
}
