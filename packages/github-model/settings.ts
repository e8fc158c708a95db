/** Variables and secrets of a repository. */
import type { GitHubModel, Permission, Secret } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** Its name may change, this does not. */
export const REPOSITORY_ID = 702_411_338;

/** What secrets are sealed for. Nobody has the other half. `key`: base64. */
export const SECRET_KEY = { keyId: 'key-1', key: 'L/6eBz5Zk9GkHPMRz0zl9vKqhYbD0Ahm7Y2gGWHgWEQ=' };

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

export function setSecret({ secrets }: GitHubModel, name: string, secret: Secret): void {
  secrets[name] = secret;
}
