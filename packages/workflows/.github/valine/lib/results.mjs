/** What each step found, kept in files between the steps of one run. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from './environment.mjs';

/** The order of the steps and of the summary. */
export const CHECK_NAMES = ['oidc', 's3_read', 'cloudfront', 'api_health', 'api_hello', 'frontend'];

/** On a self-hosted runner the folder may still hold what an earlier run found. */
export function beginResults(now) {
  rmSync(stateFolder(), { recursive: true, force: true });
  write('started', { at: now });
}

export function recordResult(name, result, milliseconds) {
  write(name, { result, seconds: seconds(milliseconds) });
}

/** `{ checks: { <name>: result }, steps: { <name>: seconds }, startedAt }`; what left no result is not in it. */
export function readResults() {
  const found = CHECK_NAMES.map((name) => [name, read(name)]).filter(([, record]) => record !== undefined);
  return {
    checks: Object.fromEntries(found.map(([name, { result }]) => [name, result])),
    steps: Object.fromEntries(found.map((entry) => [entry[0], entry[1].seconds])),
    startedAt: read('started')?.at,
  };
}

/** Writes a file into the folder and returns its path. */
export function writeText(name, content) {
  mkdirSync(stateFolder(), { recursive: true });
  const path = join(stateFolder(), name);
  writeFileSync(path, content);
  return path;
}

export function seconds(milliseconds) {
  return Math.round(milliseconds / 10) / 100;
}

function write(name, record) {
  writeText(`${name}.json`, JSON.stringify(record));
}

function read(name) {
  try {
    return JSON.parse(readFileSync(join(stateFolder(), `${name}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}
