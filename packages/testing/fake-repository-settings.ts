/** Variables and secrets of a repository in memory. */
import type { GitHubLookups, GitHubWriter } from '@valine/github';
import { refusal } from './refusal.ts';

type Writer = Pick<GitHubWriter, 'createVariable' | 'updateVariable' | 'setSecret'>;
type Lookups = Pick<GitHubLookups, 'secretKey'>;

/** The key of a box whose other half nobody has. */
const SECRET_KEY = 'L/6eBz5Zk9GkHPMRz0zl9vKqhYbD0Ahm7Y2gGWHgWEQ=';

export function fakeSettings() {
  const variables = new Map<string, string>();
  const secrets = new Map<string, { sealed: string; keyId: string }>();
  const writer: Writer = {
    async createVariable(name, value) {
      if (variables.has(name)) throw refusal('createVariable', 409, 'Already exists - Variable already exists');
      variables.set(name, value);
    },
    async updateVariable(name, value) {
      if (!variables.has(name)) throw refusal('updateVariable', 404, 'Not Found');
      variables.set(name, value);
    },
    async setSecret(name, sealed, keyId) {
      secrets.set(name, { sealed, keyId });
    },
  };
  const lookups: Lookups = {
    async secretKey() {
      return { keyId: 'key-1', key: SECRET_KEY };
    },
  };
  return { writer, lookups, variables, secrets };
}
