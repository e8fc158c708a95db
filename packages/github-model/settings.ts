/** Variables and secrets of a repository. */
import type { GitHubModel, Permission, Secret, SecretKey } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** Its name may change, this does not. */
export const REPOSITORY_ID = 702_411_338;

/** What secrets are sealed for until GitHub changes it. Nobody has the other half. `key`: base64. */
const FIRST_SECRET_KEY: SecretKey = { keyId: 'key-1', key: 'L/6eBz5Zk9GkHPMRz0zl9vKqhYbD0Ahm7Y2gGWHgWEQ=' };

export function secretKeyOf({ secretKey = FIRST_SECRET_KEY }: Pick<GitHubModel, 'secretKey'>): SecretKey {
  return secretKey;
}

/** @throws Refusal 403 where nothing can be changed any more, or the identity that uses the API may not do it */
export function assertWritable({ archived, lacks }: Pick<GitHubModel, 'archived' | 'lacks'>, needs?: Permission): void {
  if (archived) throw new Refusal(403, 'Repository was archived so is read-only.');
  if (needs !== undefined && lacks?.includes(needs))
    throw new Refusal(403, 'Resource not accessible by integration', `${needs}=write`);
}

/** @throws Refusal 409 where there is one of that name */
export function createVariable({ variables }: GitHubModel, name: string, value: string): void {
  if (Object.hasOwn(variables, name)) throw new Refusal(409, 'Already exists - Variable already exists');
  variables[name] = value;
}

/** @throws Refusal 404 where there is none of that name */
export function updateVariable({ variables }: GitHubModel, name: string, value: string): void {
  if (!Object.hasOwn(variables, name)) throw notFound();
  variables[name] = value;
}

/** @throws Refusal 422 where it is sealed for another key than that of today */
export function setSecret(model: GitHubModel, name: string, secret: Secret): void {
  if (secret.keyId !== secretKeyOf(model).keyId) throw new Refusal(422, 'The key_id is not that of the public key.');
  model.secrets[name] = secret;
}
