/** The design names every kind of record there is. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

it('every kind of record has a row in docs/design.md', () => {
  const code = globSync('packages/records/{,kinds/**/}*.ts', { cwd: ROOT }).map(read).join('\n');
  const kinds = [...code.matchAll(/^ {2}kind: z\.literal\('([a-z-]+)'\)/gm)].map(([, kind]) => kind);
  const [, records = ''] = read('docs/design.md').split('\n## Records\n');
  const named = [...records.matchAll(/^\| ([a-z-]+) +\| `\1#/gm)].map(([, kind]) => kind);
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.filter((kind) => !named.includes(kind))).toEqual([]);
});
