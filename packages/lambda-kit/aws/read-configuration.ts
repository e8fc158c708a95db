/** What a worker is configured with: read at cold start, and its secrets again when they are old or refused. */
import { createHide, type Hide } from '../masking/create-hide.ts';
import { type Environment, environment, getVariable } from './environment.ts';
import { createFreshSecrets, type FreshSecrets } from './fresh-secrets.ts';
import { hidingFetch } from './hiding-fetch.ts';
import { readSecrets } from './read-secrets.ts';
import { systemClock } from './system-clock.ts';

export type Configuration = {
  /** Environment variables and secrets by name: what `parseSettings` reads, and `getVariable`. */
  source: Environment;
  /** Values that must never reach a log. Those that are read later come to them. */
  secrets: readonly string[];
  /** Takes them out of what queues and records are given. */
  hide: Hide;
  /** Authorises itself with the secrets as they stand now: `createFreshSecrets`; what it sends holds none of them. */
  fetch: FreshSecrets['fetch'];
  /** A secret as it stands now. */
  fresh: FreshSecrets['get'];
};

/** `SECRETS` names the secret settings that exist for this function, so nothing absent is asked for. @throws SecretsMissing */
export async function readConfiguration(): Promise<Configuration> {
  const env = environment();
  const names = (env.SECRETS ?? '').split(',').filter((name) => name !== '');
  const read = () => readSecrets({ names, stage: getVariable(env, 'STAGE') });
  const first = await read();
  const secrets = Object.values(first);
  const hide = createHide(secrets);
  const learned = (value: string) => void secrets.push(value);
  const { fetch, get: fresh } = createFreshSecrets({
    first,
    read,
    clock: systemClock,
    fetch: globalThis.fetch,
    learned,
  });
  return { source: { ...env, ...first }, secrets, hide, fetch: hidingFetch(fetch, hide), fresh };
}
