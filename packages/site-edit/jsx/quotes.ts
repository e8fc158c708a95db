/** Which quotes a file writes its attributes and its strings with. */
import type * as t from '@babel/types';
import { rangeOf, walk } from '../tree/nodes.ts';

export type Quotes = { attribute: string; script: string };

/** Those that are more; for a file that has none, `"` in attributes and `'` in strings. */
export function quotesOf(file: t.File, source: string): Quotes {
  const counts = { attribute: 0, script: 0 };
  walk(file.program, (node, parents) => {
    if (node.type !== 'StringLiteral') return;
    const where = parents.at(-1)?.type === 'JSXAttribute' ? 'attribute' : 'script';
    counts[where] += source.charAt(rangeOf(node).start) === '"' ? 1 : -1;
  });
  return { attribute: counts.attribute >= 0 ? '"' : "'", script: counts.script > 0 ? '"' : "'" };
}
