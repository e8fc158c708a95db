import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ENDPOINT_GROUPS } from './our-endpoints.ts';

const GITHUB = join(import.meta.dirname, '../github');

it('the bundles have the groups of endpoints that we call, and no others', () => {
  // What is linked in node_modules leads round in circles.
  const sources = globSync('**/*.ts', { cwd: GITHUB, exclude: (name) => name === 'node_modules' })
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(GITHUB, name), 'utf8'));
  const called = sources.flatMap((text) => Array.from(text.matchAll(/\brest\.(\w+)\./g), ([, group]) => group));
  expect([...new Set(called)].sort()).toEqual(ENDPOINT_GROUPS);
});
