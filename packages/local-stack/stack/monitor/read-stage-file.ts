/** `Pulumi.<stage>.yaml`, where a stage keeps its configuration. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Full keys and values, or undefined when there is no such file. Secrets in it are encrypted for the cloud (`secure:`) and left out. */
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
