import { parse } from '@babel/parser';
import { expect, it } from 'vitest';
import { countDifferences } from './compare-trees.ts';

const BEFORE = '<a b="c" d={{ e: 1 }}>f{g}</a>';

it.each([
  ['<a  b = \'c\' d={{ "e": 1, }} >f{g}</a>', 1],
  ["<a b='c' d={{ e: 1, }}>f{ (g) }</a> // h", 0],
  ['<a b="x" d={{ e: 1 }}>f{g}</a>', 1],
  ['<a b="c" d={{ e: 1 }}>x{g}</a>', 1],
  ['<a b="c" d={{ e: 1 }} h>f{g}</a>', 1],
  ['<a d={{ e: 1 }}>f{g}</a>', 1],
  ['<a b="c" d={{ e: 1, h: 2 }}>f{g}</a>', 1],
  ['<a b="c" d={{}}>f{g}</a>', 1],
  ['<a b="c" d={{ e: 1 }}>f</a>', 1],
  ['<a b="c" d={{ e: 1 }}>f{g()}</a>', 1],
  ['<a b="x" d={{ e: 2 }}>f{g}</a>', 2],
  ['<x b="c" d={{ e: 1 }}>f{g}</x>', 2],
  ['<a b="c" d={{ e: 1 }}>f{g}</a>; i', 1],
  ['<a b="c" h d={{ e: 2 }}>f{g}</a>', 2],
  ['`a`', 1],
])('%s differs in %i nodes from what it was', (after, count) => {
  expect(countDifferences(read(BEFORE), read(after))).toBe(count);
});

it.each([
  [`\`a$${'{b}'}c\``, `\`a$${'{b}'}d\``, 1],
  ['/a/g', '/a/i', 1],
  ['1n', '2n', 1],
  ['1n', '1n', 0],
  ['let a = b ?? c', 'let a = b || c', 1],
  ['[, a]', '[a]', 1],
])('%s and %s differ in %i nodes', (before, after, count) => {
  expect(countDifferences(read(before), read(after))).toBe(count);
});

function read(source: string): unknown {
  return parse(source, { plugins: ['jsx'], attachComment: false }).program;
}
