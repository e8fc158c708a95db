import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../test-folder.ts';
import { listFiles } from './read-project.ts';

describe('the files of the project', () => {
  it('are those in folders that begin with a dot too, at any depth, and not what is installed or built', () => {
    const root = testFolder();
    const kept = ['.ci/a.mjs', 'a.mjs', 'packages/b/.github/c/d.mjs', 'packages/b/e.mjs'];
    const left = ['.git/f.mjs', 'node_modules/g.mjs', 'packages/b/dist/h.mjs', 'packages/b/.valine/i.mjs', 'j.txt'];
    for (const path of [...kept, ...left]) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    expect(listFiles(root, '**/*.mjs')).toEqual(kept);
  });
});
