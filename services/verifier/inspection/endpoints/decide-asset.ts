/** Whether a file with a hash in its name, which the page loads, is there, of the right type, and may be kept for long. */
import type { CheckResult } from '@valine/contracts';
import { isLongLived, parseCacheControl } from './cache-control.ts';
import { problemOf } from './decide-page.ts';
import { type EndpointResult, isWebPage, mediaType } from './endpoint-answer.ts';
import * as say from './messages.ts';

export const ASSET = 'Hashed asset';
const MONTH_SECONDS = 30 * 24 * 3600;

/** `shown`: the content type to upload it with. */
type AssetKind = { shown: string; allows: (type: string) => boolean };

/** All that browsers run: https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT =
  /^(?:application\/(?:x-)?(?:java|ecma)script|text\/(?:x-)?(?:java|ecma)script|text\/javascript1\.[0-5]|text\/(?:j|live)script)$/;
/** Browsers do not look at the type of a font, as long as it is no text. */
const FONT =
  /^(?:font\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/vnd\.ms-fontobject|(?:application|binary)\/octet-stream)$/;

const script = kind('text/javascript', JAVASCRIPT);
const style = kind('text/css', /^text\/css$/);
const wasm = kind('application/wasm', /^application\/wasm$/);
const svg = kind('image/svg+xml', /^image\/svg\+xml$/);
const json = kind('application/json', /^(?:text\/json|application\/(?:[\w.-]+\+)?json)$/);

const KINDS = new Map<string, AssetKind>([
  ...(['js', 'mjs'] as const).map((ending) => [ending, script] as const),
  ...(['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'ico'] as const).map((ending) => [ending, image(ending)] as const),
  ...(['woff2', 'woff', 'ttf', 'otf', 'eot'] as const).map((ending) => [ending, kind(`font/${ending}`, FONT)] as const),
  ...(['json', 'map', 'webmanifest'] as const).map((ending) => [ending, json] as const),
  ['css', style],
  ['wasm', wasm],
  ['svg', svg],
]);

/** `none`: the page loads no such file. `beyond`: what was read of it does not. `no_page`: there was none to read. */
export type AssetResult = { asset: 'none' | 'beyond' | 'no_page' } | { asset: URL; seen: EndpointResult };

export function decideAsset(found: AssetResult): CheckResult {
  if (found.asset === 'no_page')
    return { name: ASSET, verdict: 'unknown', details: say.SEEN.noPage, fix: say.FIXES.noPage };
  if (found.asset === 'beyond')
    return { name: ASSET, verdict: 'unknown', details: say.SEEN.longPage, fix: say.FIXES.longPage };
  if (found.asset === 'none') return { name: ASSET, verdict: 'bad', details: say.SEEN.noAsset, fix: say.FIXES.noAsset };
  return 'seen' in found ? decideFile(found.asset, found.seen) : decideAsset({ asset: 'no_page' });
}

function decideFile({ pathname }: URL, seen: EndpointResult): CheckResult {
  if ('problem' in seen) return problemOf(ASSET, seen, 'FRONTEND_BASE_URL');
  const file = pathname.slice(pathname.lastIndexOf('/') + 1);
  const { status, ms, headers } = seen;
  const result = (verdict: 'ok' | 'bad', what: string): CheckResult => ({
    ...{ name: ASSET, verdict, status, ms },
    details: say.seenText(file, what),
  });
  if (status !== 200) return { ...result('bad', say.wantedStatusText(200)), fix: say.FIXES.assetStatus };
  if (isWebPage(seen)) return { ...result('bad', 'text/html'), fix: say.FIXES.assetIsPage };
  const [type, kind] = [mediaType(seen), kindOfAsset(file)];
  if (kind !== undefined && !kind.allows(type))
    return { ...result('bad', say.typeText(type)), fix: say.assetTypeFixText(kind.shown) };
  const cacheControl = headers['cache-control'];
  const what = say.cacheControlText(cacheControl);
  if (isLongLived(parseCacheControl(cacheControl), MONTH_SECONDS)) return result('ok', what);
  return { ...result('bad', what), fix: say.FIXES.shortLived };
}

/** Which content types a file may have, by the ending of its name. Undefined for an unknown ending. */
function kindOfAsset(file: string): AssetKind | undefined {
  return KINDS.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase());
}

function kind(shown: string, allowed: RegExp): AssetKind {
  return { shown, allows: (type) => allowed.test(type) };
}

/** Browsers tell images apart by their bytes, but take no text for one. */
function image(ending: string): AssetKind {
  return kind(`image/${ending.replace('jpg', 'jpeg').replace('ico', 'x-icon')}`, /^image\/(?!svg)[\w.+-]+$/);
}
