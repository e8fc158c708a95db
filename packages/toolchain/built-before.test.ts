import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isBuiltAlready, rememberBuild } from './built-before.ts';
import { testFolder } from './test-folder.ts';

const LONG_MS = 60_000;

/** A source and what was built of it; `startedAfterMs`: how long after the source was written the build began. */
function build(startedAfterMs = LONG_MS) {
  const folder = testFolder();
  const at = (name: string) => join(folder, name);
  mkdirSync(at('dist'));
  writeFileSync(at('source.ts'), 'one');
  writeFileSync(at('dist/index.mjs'), 'ONE');
  rememberBuild(at('remembered'), {
    sources: [at('source.ts')],
    folders: [at('dist')],
    files: [{ path: at('dist/index.mjs'), contents: Buffer.from('ONE') }],
    startedAt: Date.now() + startedAfterMs,
  });
  return { at, isBuilt: () => isBuiltAlready(at('remembered')) };
}

it('is what was built of sources that are as they were', () => {
  expect(build().isBuilt()).toBe(true);
});

type At = ReturnType<typeof build>['at'];

it.each<[string, (at: At) => void]>([
  ['a source says something else', (at) => writeFileSync(at('source.ts'), 'two')],
  [
    'a source says something else, as long and as old',
    (at) => {
      const { atime, mtime } = statSync(at('source.ts'));
      writeFileSync(at('source.ts'), 'two');
      utimesSync(at('source.ts'), atime, mtime);
    },
  ],
  [
    'another file is in the place of a source',
    (at) => {
      writeFileSync(at('other.ts'), 'one');
      renameSync(at('other.ts'), at('source.ts'));
    },
  ],
  ['a source is gone', (at) => rmSync(at('source.ts'))],
  ['what was built is not as it was', (at) => writeFileSync(at('dist/index.mjs'), 'TWO')],
  ['what was built is gone', (at) => rmSync(at('dist'), { recursive: true })],
  ['there is more than what was built', (at) => writeFileSync(at('dist/more.mjs'), '')],
  ['what is remembered is half a file', (at) => writeFileSync(at('remembered'), '{"sources"')],
])('is not there where %s', (_what, change) => {
  const { at, isBuilt } = build();
  change(at);
  expect(isBuilt()).toBe(false);
});

it('is not remembered where a source was changed during the build, or right before', () => {
  expect(build(0).isBuilt()).toBe(false);
  expect(build(-LONG_MS).isBuilt()).toBe(false);
});
