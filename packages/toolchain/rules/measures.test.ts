import { describe, expect, it } from 'vitest';
import { parseSource } from '../source/parse-source.ts';
import { checkMeasures, type Measured, measure, percentile } from './measures.ts';

function measured(path: string, text: string, what: string): string[] {
  const found = measure([parseSource(path, text)]).find((one) => one.what === what);
  return (found?.measured ?? []).map(({ name, lines }) => `${name} ${lines}`);
}

const oneLong = (lines: number): Measured[] => [{ file: 'a.ts', line: 7, name: 'plan', lines }];

describe('measures', () => {
  it('count the lines of a body, the nested function on its own and in the outer one', () => {
    const text = 'function outer(\n  a,\n) {\n  const inner = () => {\n    a();\n  };\n}\n';
    expect(measured('a.ts', text, 'functions')).toEqual(['outer 5', 'inner 3']);
  });

  it('count an arrow without braces as its expression', () => {
    expect(measured('a.ts', 'const f = (a) =>\n  a;\n', 'functions')).toEqual(['f 1']);
  });

  it('count test cases, those of tables too, and not the chapters around them', () => {
    const text = "describe('x', () => {\n  it('a', () => {\n  });\n  it.each([1])('b', () => {});\n});\n";
    expect(measured('a.test.ts', text, 'test cases')).toEqual(['test case 2', 'test case 1']);
    expect(measured('a.test.ts', text, 'test helpers')).toEqual([]);
  });

  it('leave out a function that only wraps a chapter of a contract test', () => {
    expect(
      measured('store-contract.ts', "export function f() {\n  describe('x', () => {});\n}\n", 'test helpers'),
    ).toEqual([]);
  });

  it('take the nearest rank', () => {
    const ten = Array.from({ length: 10 }, (_, index) => oneLong(index + 1)).flat();
    expect([percentile(ten, 0.5), percentile(ten, 0.9), percentile([], 0.5)]).toEqual([5, 9, 0]);
  });

  it('name each function over the maximum, and a median that is too high', () => {
    const measures = { what: 'functions', bounds: { median: 10, max: 60 }, measured: oneLong(61) };
    expect(checkMeasures(measures).map(({ says }) => says)).toEqual([
      'plan: 61 lines, at most 60',
      'functions: median is 61 lines, at most 10',
    ]);
  });

  it('are content with what is exactly at the bound', () => {
    expect(checkMeasures({ what: 'functions', bounds: { p90: 30, max: 30 }, measured: oneLong(30) })).toEqual([]);
  });
});
