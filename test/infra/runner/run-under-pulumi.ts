/** Runs the program as `pulumi up` and `pulumi preview` do: by the SDK's own runner, in a process of its own, from `Pulumi.yaml`. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationKey, isSecret, type SettingName, settings } from '@valine/settings';
import { parse } from 'yaml';
import { CONFIGURATION, SECRETS } from '../run-program.ts';
import { startEngine } from './start-engine.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** What `pulumi-language-nodejs` starts. */
const RUNNER = join(dirname(fileURLToPath(import.meta.resolve('@pulumi/pulumi'))), 'cmd/run');

type ProjectFile = { name: string; main: string; runtime: { name: string; options: { typescript: boolean } } };
const PROJECT: ProjectFile = parse(readFileSync(join(ROOT, 'Pulumi.yaml'), 'utf8'));

export type Configured = { configuration?: Record<string, string>; isPreview?: boolean };

/** Settings are those of `Pulumi.<stage>.yaml` and `configuration`, which is what a team must set and no more. */
export async function runUnderPulumi(stage: string, { configuration, isPreview = false }: Configured = {}) {
  const engine = await startEngine({ stage, project: PROJECT.name, isPreview });
  try {
    const config = configurationOf(stage, configuration ?? { ...CONFIGURATION, ...SECRETS });
    const ended = await runProgram(stage, engine.address, config, isPreview);
    return { ...ended, registered: engine.registered, log: engine.log, outputs: engine.outputs() };
  } finally {
    engine.stop();
  }
}

function configurationOf(stage: string, given: Record<string, string>): Record<string, unknown> {
  const { config } = parse(readFileSync(join(ROOT, `Pulumi.${stage}.yaml`), 'utf8'));
  const keyed = Object.entries(given).map(([key, value]) => [`${PROJECT.name}:${key}`, value]);
  return { ...config, ...Object.fromEntries(keyed) };
}

/** The arguments and variables are those of the language host. */
function runProgram(stage: string, address: string, config: Record<string, unknown>, isPreview: boolean) {
  const main = join(ROOT, PROJECT.main);
  const args = ['--monitor', address, '--engine', address, '--project', PROJECT.name, '--stack', stage];
  const flags = [...args, '--root-directory', ROOT, '--pwd', dirname(main), '--parallel', '16'];
  const texts = Object.entries(config).map(([key, value]) => [key, textOf(value)]);
  const environment = {
    ...process.env,
    PULUMI_NODEJS_TYPESCRIPT: String(PROJECT.runtime.options.typescript),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(texts)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys()),
  };
  const command = [RUNNER, ...flags, ...(isPreview ? ['--dry-run'] : []), main];
  return new Promise<{ code: unknown; complained: string }>((resolve) => {
    execFile(process.execPath, command, { env: environment, timeout: 200_000 }, (error, _printed, complained) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, complained });
    });
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function secretKeys(): string[] {
  const names = Object.keys(settings).filter((name) => isSecret(name as SettingName));
  return names.map((name) => `${PROJECT.name}:${configurationKey(name)}`);
}
