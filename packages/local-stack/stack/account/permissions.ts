/** What the functions' roles allow, beside what the functions have asked for. */
import type { Account } from './account.ts';
import { callerOf } from './find-caller.ts';
import { listOf } from './policy.ts';

/** Each permission as `action on resource`, sorted. */
export type Permissions = { granted: string[]; used: string[]; refused: string[] };

/** By the function's name. Only `Allow` and exact names count as granted. */
export function permissionsOf(account: Account): Record<string, Permissions> {
  return Object.fromEntries([...account.functions.keys()].map((name) => [name, ofFunction(account, name)]));
}

function ofFunction(account: Account, functionName: string): Permissions {
  const asked = [...(account.asked.get(functionName) ?? [])];
  const pick = (given: boolean) => asked.flatMap(([permission, was]) => (was === given ? [permission] : [])).sort();
  const granted = (callerOf(account, functionName)?.statements ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      listOf(Action).flatMap((action) => listOf(Resource).map((resource) => `${action} on ${resource}`)),
    );
  return { granted: [...new Set(granted)].sort(), used: pick(true), refused: pick(false) };
}
