import { describe, expect, it } from 'vitest';
import { parseSource } from '../source/parse-source.ts';
import { checkCasts } from './casts.ts';

function check(text: string, path = 'services/dispatcher/handle.ts'): string[] {
  return checkCasts(parseSource(path, text)).map(({ line, says }) => `${line} ${says}`);
}

describe('casts', () => {
  it('refuses `as` outside adapters', () => {
    expect(check('const run = value as Run;')).toEqual(['1 casts to Run: parse or narrow it']);
  });

  it('accepts `as const`, `satisfies`, and casts in adapters and tests', () => {
    expect(check("const names = ['a'] as const satisfies string[];")).toEqual([]);
    expect(check('const run = value as Run;', 'packages/records/dynamodb/store.ts')).toEqual([]);
    expect(check('const run = value as Run;', 'packages/records/run.test.ts')).toEqual([]);
  });

  it('refuses to silence the compiler, in tests too', () => {
    const silenced = ['// @ts-', 'ignore\nf(1);'].join('');
    expect(check(silenced, 'packages/records/run.test.ts')).toEqual([
      '1 silences the compiler (@ts-ignore): fix what it says',
    ]);
  });
});
