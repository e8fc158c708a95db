/** Reads a JavaScript or TypeScript file with JSX into its syntax tree. */
import type { ParserPlugin } from '@babel/parser';
import type * as t from '@babel/types';

export type Parsed = { ok: true; tree: t.File } | { ok: false; problem: string };

/** UTF-16 units. Longer ones are no work of a person, and take long. */
const LONGEST = 200_000;

/** `path` tells the language. The parser is loaded when the first file is read. */
export async function parseTree(source: string, path: string): Promise<Parsed> {
  if (source.length > LONGEST)
    return { ok: false, problem: `${path} has more than ${LONGEST} characters. Change it by hand.` };
  const { parse } = await import('@babel/parser');
  try {
    const tree = parse(source, { sourceType: 'module', plugins: pluginsOf(path, source), attachComment: false });
    return { ok: true, tree };
  } catch (error) {
    return { ok: false, problem: `${path} cannot be parsed: ${whyOf(error)}` };
  }
}

function pluginsOf(path: string, source: string): ParserPlugin[] {
  const types: ParserPlugin[] = path.endsWith('.tsx') ? ['typescript'] : /@flow\b/.test(source) ? ['flow'] : [];
  return ['jsx', 'decorators', ...types];
}

function whyOf(error: unknown): string {
  const { loc } = error instanceof SyntaxError && 'loc' in error ? error : { loc: undefined };
  if (typeof loc !== 'object' || loc === null || !('line' in loc)) return 'it is nested too deeply. Change it by hand.';
  return `see its line ${loc.line}. Correct it first.`;
}
