/** The files that a page has a browser run or apply: what its HTML resolves to, not what its text looks like. */
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { JAVASCRIPT } from './asset-kinds.ts';

export type PageAssets = {
  /** Scripts and styles in their order, each once. */
  assets: readonly URL[];
  /** Whether the page sends its visitors on to another by itself. */
  leadsOn: boolean;
};

/** `pageUrl`: where the page was served from in the end. */
export async function findAssets(html: string, pageUrl: string): Promise<PageAssets> {
  // A parser is large, and most of what this function does begins without one.
  const { parse } = await import('parse5');
  const assets = new Map<string, URL>();
  let [base, hasBase, leadsOn] = [pageUrl, false, false];
  for (const element of elementsOf(parse(html))) {
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    const { tagName } = element;
    if (tagName === 'base' && !hasBase && attributes.has('href')) {
      hasBase = true;
      base = httpUrl(attributes.get('href'), pageUrl)?.href ?? pageUrl;
    }
    const asset = httpUrl(referenceOf(tagName, attributes), base);
    if (asset !== undefined) assets.set(asset.href, asset);
    if (tagName === 'meta' && /^refresh$/i.test(attributes.get('http-equiv') ?? ''))
      leadsOn ||= /url\s*=/i.test(attributes.get('content')?.slice(0, 1000) ?? '');
  }
  return { assets: [...assets.values()], leadsOn };
}

const HTML = 'http://www.w3.org/1999/xhtml';

/** In the order of the document. What stands in a template is not among them, nor in `noscript`, which is text to a browser that runs scripts. */
function* elementsOf(document: Tree.Document): Generator<Tree.Element> {
  const nodes: Tree.ChildNode[] = document.childNodes.toReversed();
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (!('tagName' in node)) continue;
    if (node.namespaceURI === HTML) yield node;
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
      const child = node.childNodes[index];
      if (child !== undefined) nodes.push(child);
    }
  }
}

/** Of what a browser of today loads. */
function referenceOf(tagName: string, attributes: ReadonlyMap<string, string>): string | undefined {
  if (tagName === 'script') return runs(attributes) ? attributes.get('src') : undefined;
  return tagName === 'link' && applies(attributes) ? attributes.get('href') : undefined;
}

function runs(attributes: ReadonlyMap<string, string>): boolean {
  const type = attributes.get('type')?.trim().toLowerCase() ?? '';
  return !attributes.has('nomodule') && (type === '' || type === 'module' || JAVASCRIPT.test(type));
}

function applies(attributes: ReadonlyMap<string, string>): boolean {
  const relations = attributes.get('rel')?.toLowerCase().split(/\s+/) ?? [];
  if (relations.includes('stylesheet')) return !relations.includes('alternate') && !attributes.has('disabled');
  return (
    relations.includes('modulepreload') ||
    (relations.includes('preload') && /^(?:script|style)$/i.test(attributes.get('as') ?? ''))
  );
}

/** Nothing where there is no reference, or none that is asked for over the network. */
function httpUrl(reference: string | undefined, base: string): URL | undefined {
  const url = reference === undefined || reference.trim() === '' ? null : URL.parse(reference, base);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.hash = '';
  return url;
}
