/** Whether a file with a hash in its name, which the page loads, is there, of the right type, and may be kept for long. */
import type { CheckResult } from '@valine/contracts';
import { beginsPage, isBinary } from '@valine/workflows/judge-answer';
import { kindOfAsset } from './asset-kinds.ts';
import { isLongLived, parseCacheControl } from './cache-control.ts';
import { brokenCoding, type Fault, namedCoding, unsureCoding } from './decide-coding.ts';
import { problemOf } from './decide-page.ts';
import { type EndpointAnswer, type EndpointResult, isWebPage, mediaType } from './endpoint-answer.ts';
import * as say from './messages.ts';

export const ASSET = 'Hashed asset';
const MONTH_SECONDS = 30 * 24 * 3600;

/** `elsewhere`: on another origin than the page that loads it. */
export type Asset = { url: URL; elsewhere: boolean };
export type SeenAsset = Asset & { seen: EndpointResult };
/** `none`: the page loads no such file. `beyond`: what was read of it does not. `leads_on`: it only sends on to another. `no_page`: there was none to read. */
export type AssetResult = 'none' | 'beyond' | 'leads_on' | 'no_page' | readonly SeenAsset[];

/** Of the files of several pages the worst is told. */
export function decideAsset(found: AssetResult): CheckResult {
  switch (found) {
    case 'no_page':
      return { name: ASSET, verdict: 'unknown', details: say.SEEN.noPage, fix: say.FIXES.noPage };
    case 'beyond':
      return { name: ASSET, verdict: 'unknown', details: say.SEEN.longPage, fix: say.FIXES.longPage };
    case 'leads_on':
      return { name: ASSET, verdict: 'unknown', details: say.SEEN.leadsOn, fix: say.FIXES.leadsOn };
    case 'none':
      return { name: ASSET, verdict: 'bad', details: say.SEEN.noAsset, fix: say.FIXES.noAsset };
    default: {
      const results = found.map(decideFile);
      const worst = (['bad', 'unknown', 'ok'] as const).flatMap((verdict) =>
        results.filter((each) => each.verdict === verdict),
      );
      return worst[0] ?? decideAsset('no_page');
    }
  }
}

function decideFile({ url, elsewhere, seen }: SeenAsset): CheckResult {
  const file = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const from = elsewhere ? say.otherOriginText(url.origin) : '';
  if ('problem' in seen) {
    const result = problemOf(ASSET, seen, 'FRONTEND_BASE_URL');
    if (!elsewhere) return result;
    // What another origin does not let us see is not the page's fault.
    return {
      ...result,
      verdict: 'unknown',
      details: say.seenText(from, result.details ?? ''),
      fix: say.otherOriginFixText(seen),
    };
  }
  const { status, ms } = seen;
  const fault = findFault(file, seen);
  const kept = say.cacheControlText(seen.headers['cache-control']);
  const details = say.seenText(file, from, fault?.details ?? kept, fault === undefined ? namedCoding(seen) : '');
  return fault === undefined
    ? { name: ASSET, verdict: 'ok', status, ms, details }
    : { name: ASSET, status, ms, ...fault, details };
}

function findFault(file: string, seen: EndpointAnswer): Fault | undefined {
  const bad = (details: string, fix: string): Fault => ({ verdict: 'bad', details, fix });
  if (seen.status !== 200) return bad(say.wantedStatusText(200), say.FIXES.assetStatus);
  if (isWebPage(seen) || beginsPage(seen.text ?? ''))
    return bad(say.webPageText(say.typeText(mediaType(seen))), say.FIXES.assetIsPage);
  const broken = brokenCoding(seen);
  if (broken !== undefined) return broken;
  const [type, kind] = [mediaType(seen), kindOfAsset(file)];
  if (kind !== undefined && !kind.allows(type)) return bad(say.typeText(type), say.assetTypeFixText(kind.shown));
  if (isPacked(seen)) return bad(say.SEEN.binary, say.FIXES.binary);
  const kept = seen.headers['cache-control'];
  if (!isLongLived(parseCacheControl(kept), MONTH_SECONDS))
    return bad(say.cacheControlText(kept), say.FIXES.shortLived);
  return unsureCoding(seen);
}

/** Scripts and styles begin with words; further on a script may well hold a byte that is none. */
function isPacked({ text = '', headers }: EndpointAnswer): boolean {
  return /script|css|json/.test(mediaType({ headers })) && isBinary(text.slice(0, 64));
}
