/** How long files, functions and test cases are, and whether they keep the bounds of the house style. */
import { isTest } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import { isNode, type Node, nameOf, walk } from '../source/walk.ts';
import type { Violation } from './violation.ts';

export type Measured = { file: string; line: number; name: string; lines: number };
export type Bounds = { median?: number; p90?: number; max?: number };

export type Measures = { what: string; bounds: Bounds; measured: readonly Measured[] };

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function measure(files: readonly SourceFile[]): Measures[] {
  const source = files.filter(({ path }) => !isTest(path));
  const tests = files.filter(({ path }) => isTest(path));
  const testFunctions = tests.flatMap(functionsOf);
  return [
    { what: 'files', bounds: { median: 80, p90: 200 }, measured: source.map(wholeFile) },
    { what: 'functions', bounds: { median: 10, p90: 30 }, measured: source.flatMap(functionsOf) },
    { what: 'test files', bounds: {}, measured: tests.map(wholeFile) },
    { what: 'test cases', bounds: { max: 30 }, measured: testFunctions.filter(({ name }) => name === 'test case') },
    { what: 'test helpers', bounds: { max: 60 }, measured: testFunctions.filter(({ name }) => name !== 'test case') },
  ];
}

/** A median or p90 that is too high is told once, at the longest one; a maximum at each that is over it. */
export function checkMeasures({ what, bounds, measured }: Measures): Violation[] {
  const [worst] = longest(measured, 1);
  if (worst === undefined) return [];
  const over = measured.filter(({ lines }) => lines > (bounds.max ?? Infinity));
  const shares = [
    { name: 'median', actual: percentile(measured, 0.5), bound: bounds.median },
    { name: 'p90', actual: percentile(measured, 0.9), bound: bounds.p90 },
  ];
  return [
    ...over.map(({ name, lines, ...at }) => ({ ...at, says: `${name}: ${lines} lines, at most ${bounds.max}` })),
    ...shares
      .filter(({ actual, bound }) => actual > (bound ?? Infinity))
      .map(({ name, actual, bound }) => ({ ...worst, says: `${what}: ${name} is ${actual} lines, at most ${bound}` })),
  ];
}

function wholeFile({ path, text }: SourceFile): Measured {
  return { file: path, line: 1, name: 'file', lines: text.trimEnd().split('\n').length };
}

/** Lines of each function's body; a nested function counts on its own and in the outer one. */
function functionsOf(file: SourceFile): Measured[] {
  const found: Measured[] = [];
  walk(file.program, (node, parents) => {
    const body = node['body'];
    if (!FUNCTIONS.has(node.type) || !isNode(body)) return;
    const name = functionName(node, parents.at(-1), isTest(file.path));
    if (name === undefined || (isTest(file.path) && isChapter(body))) return;
    const lines = file.lineAt(body.end - 1) - file.lineAt(body.start) + 1;
    found.push({ file: file.path, line: file.lineAt(node.start), name, lines });
  });
  return found;
}

/** Undefined for the callback of `describe`: it is a chapter, not a function. */
function functionName(node: Node, parent: Node | undefined, inTest: boolean): string | undefined {
  const caller = inTest && parent?.type === 'CallExpression' ? calledName(parent['callee']) : undefined;
  if (caller === 'describe') return undefined;
  if (caller === 'it' || caller === 'test') return 'test case';
  return nameOf(node['id']) ?? nameOf(parent?.['id']) ?? nameOf(parent?.['key']) ?? 'function';
}

/** A body that ends in `describe(…)` only wraps it, to run its cases against several implementations. */
function isChapter(body: Node): boolean {
  const last = Array.isArray(body['body']) ? body['body'].at(-1) : undefined;
  const call = isNode(last) && last.type === 'ExpressionStatement' ? last['expression'] : undefined;
  return isNode(call) && call.type === 'CallExpression' && calledName(call['callee']) === 'describe';
}

/** `it` of `it(…)`, `it.each(…)(…)` and `it.for(…)(…)`. */
function calledName(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  return nameOf(callee) ?? calledName(callee.type === 'MemberExpression' ? callee['object'] : callee['callee']);
}

/** The value below which `share` of them lie (nearest rank); 0 of nothing. */
export function percentile(measured: readonly Measured[], share: number): number {
  const sorted = measured.map(({ lines }) => lines).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function longest(measured: readonly Measured[], count: number): Measured[] {
  return [...measured].sort((a, b) => b.lines - a.lines).slice(0, count);
}
