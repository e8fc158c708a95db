import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { edit, outcomeText, readCases, readFixture, STORED } from './test-site.ts';

const cases = readCases();

describe('a React file', () => {
  it.each(cases)('$title', async ({ file, where, ask, outcome }) => {
    const plain = readFixture(file);
    const meant = await edit(plain, file, where, ask);
    expect(outcomeText(plain, file, meant)).toBe(outcome);
    for (const stored of STORED) {
      const edited = await edit(stored(plain), file, where, ask);
      expect(edited).toEqual(meant.ok ? { ...meant, edited: stored(meant.edited) } : meant);
    }
  });

  it('is there in many shapes, each of which is asked something', () => {
    const files = readdirSync(new URL('fixtures', import.meta.url)).filter((name) => /\.(jsx|tsx|js)\.txt$/.test(name));
    expect(files.length).toBeGreaterThan(50);
    expect([...new Set(cases.map(({ file }) => `${file}.txt`))].sort()).toEqual(files.sort());
  });
});
