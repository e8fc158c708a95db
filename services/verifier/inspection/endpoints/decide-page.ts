/** Whether a page of the frontend is served as it should be: whole, as HTML, and kept by no browser. */
import type { CheckResult } from '@valine/contracts';
import { keepsBrowsersFromKeeping, parseCacheControl } from './cache-control.ts';
import { type EndpointAnswer, type EndpointResult, isWebPage, mediaType } from './endpoint-answer.ts';
import * as say from './messages.ts';

/** A page is a few kilobytes that load the rest. */
export const PAGE_BYTES = 512 * 1024;

/** `origin`: that of FRONTEND_BASE_URL. */
export function decidePage(name: string, seen: EndpointResult, origin: string): CheckResult {
  if ('problem' in seen) return problemOf(name, seen, 'FRONTEND_BASE_URL');
  const { status, ms, finalUrl } = seen;
  const cacheControl = seen.headers['cache-control'];
  const answeredBy = URL.parse(finalUrl)?.origin ?? origin;
  const elsewhere = answeredBy === origin ? '' : say.answeredByText(answeredBy);
  const type = say.typeText(mediaType(seen));
  const bad = (fix: string, ...parts: string[]): CheckResult => ({
    ...{ name, verdict: 'bad', status, ms, fix },
    details: say.seenText(...parts, elsewhere),
  });
  if (status !== 200) return bad(say.pageStatusFixText(status), say.wantedStatusText(200));
  if (!isWebPage(seen)) return bad(say.FIXES.notHtml, type);
  if (seen.truncated) return bad(say.FIXES.endlessPage, say.endlessText(PAGE_BYTES));
  const details = say.seenText(say.cacheControlText(cacheControl), elsewhere);
  if (!keepsBrowsersFromKeeping(parseCacheControl(cacheControl)))
    return { name, verdict: 'bad', status, ms, details, fix: say.FIXES.keptPage };
  return { name, verdict: 'ok', status, ms, details };
}

/** Whether an asset can be searched in it. */
export function isReadablePage(seen: EndpointResult): seen is EndpointAnswer & { text: string } {
  return !('problem' in seen) && seen.status === 200 && isWebPage(seen) && seen.text !== undefined;
}

/** `setting`: where the URL comes from. */
export function problemOf(
  name: string,
  seen: Extract<EndpointResult, { problem: unknown }>,
  setting: string,
): CheckResult {
  const fix = say.problemFixText(seen, setting);
  return { name, verdict: 'bad', ms: seen.ms, details: say.problemText(seen), fix };
}

export function notConfigured(name: string, setting: string): CheckResult {
  return { name, verdict: 'unknown', details: say.notSetText(setting), fix: say.notSetFixText(setting) };
}
