/** The program's configuration: what Pulumi.<stage>.yaml says, and the settings given on top of it. */
import { settings as definitions, isSecret, type SettingName } from '@valine/settings';
import { readStageFile } from './read-stage-file.ts';

export const NAMESPACE = 'valine-orchestrator';

export type Configuration = { config: Record<string, string>; secretKeys: string[]; region: string };

/** `given` maps names of settings (`GITHUB_REPOSITORY`) to values and wins over the file; an empty value counts as not given. */
export function readConfiguration(projectDir: string, stage: string, given: Record<string, string>): Configuration {
  const config = { ...readStageFile(projectDir, stage), ...configurationOf(given) };
  const secretKeys = Object.keys(definitions)
    .filter((name) => isSecret(name as SettingName))
    .map(configurationKey);
  return { config, secretKeys, region: config['aws:region'] ?? 'us-east-1' };
}

/** `GITHUB_API_URL` → `valine-orchestrator:githubApiUrl` */
export function configurationKey(setting: string): string {
  const camelCase = setting.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${NAMESPACE}:${camelCase}`;
}

function configurationOf(given: Record<string, string>): Record<string, string> {
  const set = Object.entries(given).filter(([, value]) => value !== '');
  return Object.fromEntries(set.map(([name, value]) => [configurationKey(name), value]));
}
