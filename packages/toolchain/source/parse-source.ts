/** Reads one module with a real parser: its syntax tree, and what it imports. */
import { parseSync } from 'oxc-parser';
import type { Node } from './walk.ts';

export type Import = { specifier: string; line: number; typeOnly: boolean };

export type SourceFile = {
  /** Relative to the project's root, with forward slashes. */
  path: string;
  text: string;
  program: Node;
  imports: readonly Import[];
  /** Line of a character offset; the first is 1. */
  lineAt(offset: number): number;
};

/** @throws Error naming the file when it does not parse */
export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const problem = parsed.errors[0];
  if (problem !== undefined) throw new Error(`${path} does not parse: ${problem.message}`);
  const lineAt = lineFinder(text);
  return {
    path,
    text,
    program: parsed.program as unknown as Node,
    imports: importsOf(),
    lineAt,
  };

  function importsOf(): Import[] {
    const { staticImports, staticExports, dynamicImports } = parsed.module;
    const imported = staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      line: lineAt(moduleRequest.start),
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    }));
    const exported = staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null
          ? []
          : [{ specifier: moduleRequest.value, line: lineAt(moduleRequest.start), typeOnly: isType }],
      ),
    );
    const dynamic = dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^(['"`])([^'"`$]+)\1$/.exec(text.slice(start, end));
      return literal?.[2] === undefined ? [] : [{ specifier: literal[2], line: lineAt(start), typeOnly: false }];
    });
    return [...imported, ...exported, ...dynamic];
  }
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next === -1 ? starts.length : next;
  };
}
