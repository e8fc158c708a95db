/** Finds the stage a command is for: named by the options, else by the environment, else a local stack that runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from '../terminal/errors.ts';
import type { TargetChoice } from '../terminal/ports.ts';

export type LocalTarget = {
  kind: 'local';
  stage: string;
  awsEndpoint: string;
  region: string;
  discordApiUrl?: string;
  /** Where its doors are. */
  url?: string;
};
export type AwsTarget = {
  kind: 'aws';
  stage: string;
  region: string | undefined;
  /** The one that `Pulumi.<stage>.yaml` names. */
  configuredRegion?: string;
  /** The data directory on which no local stack runs, when nobody asked for AWS. */
  noLocalStackOn?: string;
};
export type Target = LocalTarget | AwsTarget;

export type Environment = Readonly<Record<string, string | undefined>>;

const PROJECT_DIR = fileURLToPath(new URL('../../..', import.meta.url));

/** @throws CliError when the local stack is asked for and none runs */
export function findTarget(
  { stage: chosen, local }: TargetChoice,
  environment: Environment,
  projectDir = PROJECT_DIR,
): Target {
  const dataDir = environment['VALINE_DATA_DIR'] || '.valine';
  const wantsLocal = local === true || (chosen === undefined && !environment['STAGE']);
  const running = wantsLocal ? findLocalStack(dataDir) : undefined;
  if (running !== undefined) return running;
  if (local) throw new CliError(noLocalStackMessage(dataDir));
  const stage = chosen ?? (environment['STAGE'] || 'dev');
  const configuredRegion = findRegion(projectDir, stage);
  const region = environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || configuredRegion;
  const aws: AwsTarget = { kind: 'aws', stage, region, ...(configuredRegion && { configuredRegion }) };
  return wantsLocal ? { ...aws, noLocalStackOn: dataDir } : aws;
}

/** `aws:region` of the stage's `Pulumi.<stage>.yaml`: where `pulumi up` has put it. */
function findRegion(projectDir: string, stage: string): string | undefined {
  try {
    const text = readFileSync(join(projectDir, `Pulumi.${stage}.yaml`), 'utf8');
    return /^\s+["']?aws:region["']?\s*:\s*["']?([\w-]+)/m.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

/** The stack that wrote `local-stack.json`, if its process runs and is ready. */
function findLocalStack(dataDir: string): LocalTarget | undefined {
  try {
    const { awsEndpoint, region, stage, pid, discordApiUrl, url } = JSON.parse(
      readFileSync(join(dataDir, 'local-stack.json'), 'utf8'),
    );
    process.kill(pid, 0);
    if (awsEndpoint === undefined) return undefined;
    return { kind: 'local', awsEndpoint, region, stage, ...(discordApiUrl && { discordApiUrl }), ...(url && { url }) };
  } catch {
    return undefined;
  }
}

function noLocalStackMessage(dataDir: string): string {
  return `No local stack runs on ${dataDir}. Start it with npm start, or set VALINE_DATA_DIR to the folder it keeps its data in.`;
}
