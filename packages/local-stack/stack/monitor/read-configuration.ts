/** Reads the program's configuration: Pulumi.<stage>.yaml, and the settings that win over it. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationKey, settings as definitions, isSecret, PROJECT, type SettingName } from '@valine/settings';
import { parse } from 'yaml';

export type Configuration = { config: Record<string, string>; secretKeys: string[]; region: string };

/** `given` maps names of settings (`GITHUB_REPOSITORY`) to values. It wins over the file. An empty value counts as not given. */
export function readConfiguration(projectDir: string, stage: string, given: Record<string, string>): Configuration {
  const config = { ...readStageFile(projectDir, stage), ...configurationOf(given) };
  const secretKeys = Object.keys(definitions)
    .filter((name) => isSecret(name as SettingName))
    .map(fullKey);
  return { config, secretKeys, region: config['aws:region'] ?? 'us-east-1' };
}

/** `GITHUB_API_URL` → `valine-orchestrator:githubApiUrl` */
export function fullKey(setting: string): string {
  return `${PROJECT}:${configurationKey(setting)}`;
}

function configurationOf(given: Record<string, string>): Record<string, string> {
  const set = Object.entries(given).filter(([, value]) => value !== '');
  return Object.fromEntries(set.map(([name, value]) => [fullKey(name), value]));
}

/** Full keys and values of `Pulumi.<stage>.yaml`, or undefined without such a file. Encrypted secrets (`secure:`) are left out. */
export function readStageFile(projectDir: string, stage: string): Record<string, string> | undefined {
  const file = join(projectDir, `Pulumi.${stage}.yaml`);
  if (!existsSync(file)) return undefined;
  const values: Record<string, unknown> = parse(readFileSync(file, 'utf8'))?.config ?? {};
  const plain = Object.entries(values).filter(([, value]) => !isEncrypted(value));
  return Object.fromEntries(
    plain.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function isEncrypted(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'secure' in value;
}
