/** What admins of a world have set, and the keys that GitHub has secrets sealed for. */
import type { GitHubModel } from '@valine/github-model';
import { testSecretKey } from '@valine/testing';

/** No value stands in the clear where this is found. */
export const VALUE = 'canary-value-';

/** Like no other of its world. */
export function numberedValue(number: number): string {
  return `https://api.example.com/${VALUE}${number}`;
}

/** Who asked for which value of what, in which interaction; whether it may be set is another matter. */
export type AskedValue = { id: string; name: string; value: string; by: number; confirmed: boolean };

const NAME_OF = { 'set-api-base': 'VITE_API_BASE', 'set-frontend': 'FRONTEND_BASE_URL' } as const;
export type SettingCommand = keyof typeof NAME_OF;

export function nameOf(command: SettingCommand): string {
  return NAME_OF[command];
}

/** The first of a world, and then the next. */
export function rotateSecretKey(model: GitHubModel): void {
  model.secretKey = testSecretKey(model.secretKey === undefined ? 1 : numberOf(model.secretKey.keyId) + 1);
}

/** What GitHub has of a name, as workflows read it. */
export function valueAtGitHub({ variables, secrets }: GitHubModel, name: string): string | undefined {
  const secret = secrets[name];
  return secret === undefined ? variables[name] : testSecretKey(numberOf(secret.keyId)).open(secret.sealed);
}

function numberOf(keyId: string): number {
  return Number(keyId.slice('key-'.length));
}
