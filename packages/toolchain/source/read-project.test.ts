import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from './read-project.ts';

describe('the files of the project', () => {
  it('are those in folders that begin with a dot too, at any depth, and not what is installed or built', () => {
    const root = mkdtempSync(join(tmpdir(), 'valine-files-'));
    const kept = ['.ci/a.mjs', 'a.mjs', 'packages/b/.github/c/d.mjs', 'packages/b/e.mjs'];
    const left = ['.git/f.mjs', 'node_modules/g.mjs', 'packages/b/dist/h.mjs', 'packages/b/.valine/i.mjs', 'j.txt'];
    for (const path of [...kept, ...left]) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    const found = listFiles(root, '**/*.mjs');
    rmSync(root, { recursive: true });
    expect(found).toEqual(kept);
  });
});
