/** A file of the site, read: its source, its tree, and what is looked up in it. */
import type * as t from '@babel/types';
import { type Quotes, quotesOf } from './jsx/quotes.ts';
import { elementsOf, type SeenElement } from './tree/elements.ts';
import { parseTree } from './tree/parse-tree.ts';

export type SiteFile = { source: string; tree: t.File; elements: readonly SeenElement[]; quotes: Quotes };

export async function readSiteFile(source: string, path: string): Promise<SiteFile | { problem: string }> {
  const parsed = await parseTree(source, path);
  if (!parsed.ok) return { problem: parsed.problem };
  const { tree } = parsed;
  return { source, tree, elements: elementsOf(tree), quotes: quotesOf(tree, source) };
}
