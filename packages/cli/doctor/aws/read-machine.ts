/** What this machine is: versions of what is needed here. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Fact, known, type MachineFacts, needless, unknown } from '@valine/doctor';
import manifest from '../../package.json' with { type: 'json' };

const INFRA = new URL('../../../../infra/package.json', import.meta.url);
const TIMEOUT_MS = 10_000;

/** Nobody deploys to the local stack with the CLI. */
export async function readMachine(kind: 'aws' | 'local', now: number): Promise<MachineFacts> {
  return {
    now,
    version: manifest.version,
    node: process.version,
    pulumi: kind === 'local' ? needless('the local stack needs no Pulumi CLI') : await pulumiVersion(),
    pulumiWanted: JSON.parse(readFileSync(INFRA, 'utf8')).dependencies['@pulumi/pulumi'],
  };
}

async function pulumiVersion(): Promise<Fact<string | undefined>> {
  try {
    const { stdout } = await promisify(execFile)('pulumi', ['version'], { timeout: TIMEOUT_MS });
    return known(stdout.trim());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return known(undefined);
    return unknown('pulumi version does not answer.', 'Run it yourself.');
  }
}
