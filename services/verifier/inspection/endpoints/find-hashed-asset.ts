/** The first file with a hash in its name that a page loads from its own origin: scripts before styles. */

/** No tag that loads something is longer. */
const LONGEST_TAG = 2000;
const LOADS = /^(?:script|link)[\s/]/i;
const REFERENCE = /[\s"'/](?:src|href)\s{0,5}=\s{0,5}(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'>]{1,1000}))/i;

/** Undefined where there is none. `pageUrl`: where the page was served from in the end. */
export function findHashedAsset(html: string, pageUrl: string): URL | undefined {
  const { origin } = new URL(pageUrl);
  const assets = tagsOf(html)
    .flatMap((tag) => referenceOf(tag, pageUrl) ?? [])
    .filter((url) => url.origin === origin && hasHash(url.pathname));
  return assets.find(({ pathname }) => /\.m?js$/i.test(pathname)) ?? assets[0];
}

/** Split at every `<`, so that each character is read once, however the page is made. */
function tagsOf(html: string): string[] {
  const tags: string[] = [];
  let inComment = false;
  for (const piece of html.split('<').slice(1)) {
    if (piece.startsWith('!--')) inComment = true;
    else if (!inComment && LOADS.test(piece)) tags.push(piece.slice(0, LONGEST_TAG));
    if (inComment && piece.includes('-->')) inComment = false;
  }
  return tags;
}

function referenceOf(tag: string, pageUrl: string): URL | undefined {
  const end = tag.indexOf('>');
  const [, double, single, bare] = REFERENCE.exec(end === -1 ? tag : tag.slice(0, end)) ?? [];
  const reference = double ?? single ?? bare;
  return reference === undefined ? undefined : (URL.parse(reference, pageUrl) ?? undefined);
}

/** As bundlers write it: `index-DiwrgTda.js`, `main.8e1a2b3c.chunk.js`. A word of eight letters is no hash. */
function hasHash(pathname: string): boolean {
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  const stem = name.slice(0, name.lastIndexOf('.'));
  // The hashes of some bundlers have hyphens in them, but always eight characters.
  const parts = [...stem.split(/[.-]/).slice(1), ...(/[.-]/.test(stem.at(-9) ?? '') ? [stem.slice(-8)] : [])];
  return parts.some((part) => /^[\w-]{8,64}$/.test(part) && /\d|[a-z][A-Z]|[A-Z][a-z]*[A-Z]/.test(part));
}
