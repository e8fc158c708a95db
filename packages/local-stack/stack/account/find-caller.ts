/** Finds the caller by the access key id in the request's signature. */
import type { Account, Role } from './account.ts';
import { ACCOUNT_ID } from './arn.ts';
import { parsePolicy, type Statement } from './policy.ts';

/** The access key id of the person at this machine. It may do everything. */
export const ADMIN_KEY_ID = 'local-admin';

/** Without `functionName` it is the person at this machine. */
export type Caller = { principal: string; statements: Statement[]; functionName?: string };

const EVERYTHING = parsePolicy('local-admin', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });

export function accessKeyIdOf(functionName: string): string {
  return `local-${functionName}`;
}

/** `authorization` is an AWS4-HMAC-SHA256 header. The signature is not checked: only this machine can connect. */
export function findCaller(account: Account, authorization: string | undefined): Caller | undefined {
  const keyId = /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];
  if (keyId === ADMIN_KEY_ID) return { principal: `arn:aws:iam::${ACCOUNT_ID}:user/${keyId}`, statements: EVERYTHING };
  const found = [...account.functions.values()].find((candidate) => accessKeyIdOf(candidate.name) === keyId);
  return found && callerOf(account, found.name);
}

/** Whoever is at this machine. */
export function isAdministrator({ statements }: Caller): boolean {
  return statements === EVERYTHING;
}

/** The function as a caller, with the policies its role has now. */
export function callerOf(account: Account, functionName: string): Caller | undefined {
  const role = account.roles.get(account.functions.get(functionName)?.roleName ?? '');
  if (role === undefined) return undefined;
  return { principal: principalOf(role, functionName), statements: [...role.policies.values()].flat(), functionName };
}

function principalOf(role: Role, functionName: string): string {
  return `arn:aws:sts::${ACCOUNT_ID}:assumed-role/${role.name}/${functionName}`;
}
