/** A cast tells the compiler something it cannot check: only adapters and tests may, where outside shapes come in. */
import { isAdapter } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import { isNode, type Node, nameOf, walk } from '../source/walk.ts';
import type { Violation } from './violation.ts';

const SILENCERS = /^[\s*]*@ts-(ignore|expect-error|nocheck)\b/;

export function checkCasts(file: SourceFile): Violation[] {
  return [...silencers(file), ...(isAdapter(file.path) ? [] : casts(file))];
}

function casts(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  walk(file.program, (node) => {
    const isCast = node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';
    if (!isCast || isConst(node)) return;
    const type = isNode(node['typeAnnotation']) ? node['typeAnnotation'] : node;
    const line = file.lineAt(type.start);
    found.push({
      file: file.path,
      line,
      says: `casts to ${file.text.slice(type.start, type.end)}: parse or narrow it`,
    });
  });
  return found;
}

/** Everywhere, tests too: an error that is silenced is an error that nobody reads. */
function silencers(file: SourceFile): Violation[] {
  return file.comments
    .filter(({ value }) => SILENCERS.test(value))
    .map(({ value, start }) => ({
      file: file.path,
      line: file.lineAt(start),
      says: `silences the compiler (${value.trim()}): fix what it says`,
    }));
}

function isConst(cast: Node): boolean {
  const type = cast['typeAnnotation'];
  return isNode(type) && nameOf(type['typeName']) === 'const';
}
