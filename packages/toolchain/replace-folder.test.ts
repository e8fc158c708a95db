/** Builds that write one folder at once do not take each other's files away. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFolder } from './replace-folder.ts';
import { testFolder } from './test-folder.ts';

const NAMES = Array.from({ length: 100 }, (_, index) => `${index}.mjs`);

it('lets two builds at once both succeed, while a third one removes all that it does not know', async () => {
  const parent = testFolder();
  const folder = join(parent, 'dist');
  const files = NAMES.map((name) => ({ path: join(folder, name), contents: Buffer.alloc(100_000) }));
  const known = files.slice(0, 1);
  const removals = async () => {
    for (let round = 0; round < 100; round += 1) await replaceFolder(folder, known);
  };
  await replaceFolder(folder, known);
  await Promise.all([replaceFolder(folder, files), replaceFolder(folder, files), removals()]);
  await replaceFolder(folder, files);
  expect(readdirSync(folder).toSorted()).toEqual(NAMES.toSorted());
  expect(readdirSync(parent)).toEqual(['dist']);
});
