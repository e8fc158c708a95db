import { describe, expect, it } from 'vitest';
import { parseSource } from '../source/parse-source.ts';
import { checkSkippedTests } from './skipped-tests.ts';

describe('skipped tests', () => {
  it.each(['it.only', 'it.skip', 'describe.skip', 'test.todo', 'it.skipIf'])('refuses %s', (how) => {
    const file = parseSource('services/a.test.ts', `${how}('works', () => {});`);
    expect(checkSkippedTests(file)).toEqual([
      { file: 'services/a.test.ts', line: 1, says: `uses ${how}: every test runs, or goes` },
    ]);
  });

  it('accepts plain tests and tables', () => {
    const file = parseSource('services/a.test.ts', "it('works', () => {}); it.each([1])('%s', () => {});");
    expect(checkSkippedTests(file)).toEqual([]);
  });
});
