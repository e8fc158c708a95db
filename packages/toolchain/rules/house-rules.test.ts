import { describe, expect, it } from 'vitest';
import { parseSource } from '../source/parse-source.ts';
import { checkLinks, checkManifest, checkPurpose, checkWords } from './house-rules.ts';

describe('the purpose of a module', () => {
  it('stands first, after a hash-bang at most', () => {
    expect(checkPurpose(parseSource('a.ts', '/** Adds. */\nexport {};'))).toEqual([]);
    expect(checkPurpose(parseSource('a.mjs', '#!/usr/bin/env node\n/** Adds. */'))).toEqual([]);
  });

  it.each(["import './b.ts';\n/** Late. */", '// Not this way.\n', '/** */\n'])('is missed in %j', (text) => {
    expect(checkPurpose(parseSource('a.ts', text))).toHaveLength(1);
  });
});

describe('versions', () => {
  const manifest = { name: '@valine/records', folder: 'packages/records', exports: {} };

  it('are exact, or of the workspace', () => {
    expect(checkManifest({ ...manifest, dependencies: { zod: '4.6.7', '@valine/a': 'workspace:*' } })).toEqual([]);
  });

  it.each(['^4.6.7', '~4.6.7', '4.x', 'latest', '*', '>=4'])('are not %s', (version) => {
    expect(checkManifest({ ...manifest, dependencies: { zod: version } })).toEqual([
      { file: 'packages/records/package.json', line: 1, says: `depends on zod ${version}: name one exact version` },
    ]);
  });
});

describe('words that stand nowhere', () => {
  it.each([
    ['registry', 'npmjs', 'org'].join('.'),
    ['', 'root', 'a'].join('/'),
    `see ${['', 'home', 'me'].join('/')}`,
    ['// @ts', 'expect-error'].join('-'),
    ['// @ts', 'nocheck'].join('-'),
  ])('are told: %s', (word) => {
    expect(checkWords('a.md', `\n${word}`)).toMatchObject([{ file: 'a.md', line: 2 }]);
  });

  it('are not seen in addresses and relative paths', () => {
    expect(checkWords('a.md', 'https://example.com/home/me, ./work/a, packages/work/a')).toEqual([]);
  });
});

describe('links', () => {
  const files: Record<string, string> = { 'docs/guide.md': '# Set up\n## A `b`, c!\n', 'packages/records/plan.ts': '' };
  const check = (text: string) => checkLinks('docs/index.md', text, (path) => files[path]).map(({ says }) => says);

  it('lead to files and headings', () => {
    expect(
      check('[a](guide.md) [b](./guide.md#set-up) [c](../packages/records/plan.ts) [d](https://example.com)'),
    ).toEqual([]);
  });

  it.each(['missing.md', 'guide.md#nothing', '#nothing', '../packages/runs'])(
    'are told when they do not: %s',
    (link) => {
      const missing = checkLinks(
        'docs/index.md',
        `[a](${link})`,
        (path) => ({ ...files, 'docs/index.md': '# Top' })[path],
      );
      expect(missing.map(({ says }) => says)).toEqual([`links to ${link}, which is not there`]);
    },
  );

  it('are not looked for in code', () => {
    expect(check('`[a](missing.md)`\n\n```\n[a](missing.md)\n```\n')).toEqual([]);
  });
});
