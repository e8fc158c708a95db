/** A function reads each setting that it is given: one that nobody reads would change nothing, and nobody would notice. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, settingsOf } from '@valine/settings';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../services');

/** Where settings are read: a name in quotes, or a field of what was read. Types and tests do not count. */
function readersOf(service: string): string {
  return globSync([`${service}/{lambda,to-*-settings}.ts`, `${service}/aws/*.ts`], { cwd: ROOT })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');
}

it.each(SERVICES)('%s', (service) => {
  const code = readersOf(service);
  expect(settingsOf(service).filter((name) => !new RegExp(`('|\\.)${name}\\b`).test(code))).toEqual([]);
});
