/** Which files of the pages are asked: one of each page, and where the pages differ, one that the others do not name. */
import type { Asset } from './decide-asset.ts';
import type { PageAssets } from './find-assets.ts';
import { hasHash } from './has-hash.ts';

/** `url`: where it was served from in the end. */
export type FoundPage = PageAssets & { url: string; truncated: boolean };

/** Each file once. */
export function pickAssets(pages: readonly FoundPage[]): Asset[] {
  const picked = pages.flatMap(
    (page) =>
      pickFrom(
        page,
        pages.filter((other) => other !== page),
      ) ?? [],
  );
  return [...new Map(picked.map((asset) => [asset.url.href, asset])).values()];
}

/** Whether they name the same files. What was not read to its end may name more. */
export function differ(one: FoundPage | undefined, other: FoundPage | undefined): boolean {
  if (one === undefined || other === undefined || one.truncated || other.truncated) return false;
  return namesOf(one).join(' ') !== namesOf(other).join(' ');
}

/** A redirect may lead from the one address to another origin, which has the same files. */
function namesOf({ assets, url }: FoundPage): string[] {
  const origin = URL.parse(url)?.origin;
  return assets.map((asset) => (asset.origin === origin ? asset.pathname + asset.search : asset.href)).sort();
}

/** Files of its own origin before others, scripts before styles. */
function pickFrom({ assets, url }: FoundPage, others: readonly FoundPage[]): Asset | undefined {
  const origin = URL.parse(url)?.origin;
  const hashed = assets.filter(({ pathname }) => hasHash(pathname));
  const near = preferred(hashed, (asset) => asset.origin === origin);
  const shared = new Set(others.flatMap((other) => other.assets.map(({ href }) => href)));
  const fresh = preferred(near, ({ href }) => !shared.has(href));
  const [first] = preferred(fresh, ({ pathname }) => /\.m?js$/i.test(pathname));
  return first === undefined ? undefined : { url: first, elsewhere: first.origin !== origin };
}

function preferred(assets: readonly URL[], isBetter: (asset: URL) => boolean): readonly URL[] {
  const better = assets.filter(isBetter);
  return better.length === 0 ? assets : better;
}
