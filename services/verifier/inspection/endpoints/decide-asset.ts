/** Whether a file with a hash in its name, which the page loads, is there, of the right type, and may be kept for long. */
import type { CheckResult } from '@valine/contracts';
import { kindOfAsset } from './asset-types.ts';
import { isLongLived, parseCacheControl } from './cache-control.ts';
import { problemOf } from './decide-page.ts';
import * as say from './messages.ts';
import { isWebPage, mediaType, type Seen } from './seen.ts';

export const ASSET = 'Hashed asset';
const MONTH_SECONDS = 30 * 24 * 3600;

/** `none`: the page loads no such file. `beyond`: what was read of it does not. `no_page`: there was none to read. */
export type AssetSeen = { asset: 'none' | 'beyond' | 'no_page' } | { asset: URL; seen: Seen };

export function decideAsset(found: AssetSeen): CheckResult {
  if (found.asset === 'no_page')
    return { name: ASSET, verdict: 'unknown', details: say.noPageText(), fix: say.noPageFixText() };
  if (found.asset === 'beyond')
    return { name: ASSET, verdict: 'unknown', details: say.longPageText(), fix: say.longPageFixText() };
  if (found.asset === 'none')
    return { name: ASSET, verdict: 'bad', details: say.noAssetText(), fix: say.noAssetFixText() };
  return 'seen' in found ? decideFile(found.asset, found.seen) : decideAsset({ asset: 'no_page' });
}

function decideFile({ pathname }: URL, seen: Seen): CheckResult {
  if ('problem' in seen) return problemOf(ASSET, seen, 'FRONTEND_BASE_URL');
  const file = pathname.slice(pathname.lastIndexOf('/') + 1);
  const { status, ms, headers } = seen;
  const result = (verdict: 'ok' | 'bad', what: string): CheckResult => ({
    ...{ name: ASSET, verdict, status, ms },
    details: say.seenText(file, what),
  });
  if (status !== 200) return { ...result('bad', say.wantedStatusText(200)), fix: say.assetStatusFixText() };
  if (isWebPage(seen)) return { ...result('bad', 'text/html'), fix: say.assetIsPageFixText() };
  const [type, kind] = [mediaType(seen), kindOfAsset(file)];
  if (kind !== undefined && !kind.allows(type))
    return { ...result('bad', say.typeText(type)), fix: say.assetTypeFixText(kind.shown) };
  const cacheControl = headers['cache-control'];
  const what = say.cacheControlText(cacheControl);
  if (isLongLived(parseCacheControl(cacheControl), MONTH_SECONDS)) return result('ok', what);
  return { ...result('bad', what), fix: say.shortLivedFixText() };
}
