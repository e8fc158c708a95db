/** Everything a function is given at cold start: its environment and its secrets, under their settings' names. */
import { type Environment, environment, getVariable } from './environment.ts';
import { readSecrets } from './read-secrets.ts';

export type Configuration = {
  /** Environment variables and secrets by name: what `parseSettings` reads, and `getVariable`. */
  source: Environment;
  /** Values that must never reach a log. */
  secrets: readonly string[];
};

/** `SECRETS` names the secret settings that exist for this function, so nothing absent is asked for. @throws SecretsMissing */
export async function readConfiguration(): Promise<Configuration> {
  const env = environment();
  const names = (env.SECRETS ?? '').split(',').filter((name) => name !== '');
  const secrets = await readSecrets({ names, stage: getVariable(env, 'STAGE') });
  return { source: { ...env, ...secrets }, secrets: Object.values(secrets) };
}
