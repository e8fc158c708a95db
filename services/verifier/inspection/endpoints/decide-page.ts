/** Whether a page of the frontend is served as it should be: whole, as HTML, and kept by no browser. */
import type { CheckResult } from '@valine/contracts';
import { PAGE_BYTES, pageFault } from '@valine/workflows/judge-answer';
import { keepsBrowsersFromKeeping, parseCacheControl } from './cache-control.ts';
import { brokenCoding, type Fault, namedCoding, unsureCoding } from './decide-coding.ts';
import { type EndpointAnswer, type EndpointResult, isWebPage, mediaType } from './endpoint-answer.ts';
import * as say from './messages.ts';

/** `origin`: that of FRONTEND_BASE_URL. `differsFrom`: the other address of the page, where it names other files. */
export function decidePage(name: string, seen: EndpointResult, origin: string, differsFrom?: string): CheckResult {
  if ('problem' in seen) return problemOf(name, seen, 'FRONTEND_BASE_URL');
  const { status, ms, finalUrl, headers } = seen;
  const answeredBy = URL.parse(finalUrl)?.origin ?? origin;
  const elsewhere = answeredBy === origin ? '' : say.answeredByText(answeredBy);
  const fault = findFault(seen) ?? differenceIn(differsFrom) ?? unsureCoding(seen);
  const kept = say.cacheControlText(headers['cache-control']);
  const details = say.seenText(fault?.details ?? kept, fault === undefined ? namedCoding(seen) : '', elsewhere);
  return fault === undefined ? { name, verdict: 'ok', status, ms, details } : { name, status, ms, ...fault, details };
}

function findFault(seen: EndpointAnswer): Fault | undefined {
  const { status, headers, text } = seen;
  const bad = (details: string, fix: string): Fault => ({ verdict: 'bad', details, fix });
  if (status !== 200) return bad(say.wantedStatusText(200), say.pageStatusFixText(status));
  const broken = brokenCoding(seen);
  if (broken !== undefined) return broken;
  const fault = pageFault({ type: headers['content-type'], text });
  if (fault === 'type') return bad(say.typeText(mediaType(seen)), say.FIXES.notHtml);
  if (seen.truncated) return bad(say.endlessText(PAGE_BYTES), say.FIXES.endlessPage);
  if (fault === 'binary') return bad(say.SEEN.binary, say.FIXES.binary);
  if (fault === 'blank') return bad(say.SEEN.noHtml, say.FIXES.noHtml);
  const kept = headers['cache-control'];
  return keepsBrowsersFromKeeping(parseCacheControl(kept))
    ? undefined
    : bad(say.cacheControlText(kept), say.FIXES.keptPage);
}

function differenceIn(other: string | undefined): Fault | undefined {
  if (other === undefined) return undefined;
  return { verdict: 'bad', details: say.differsText(other), fix: say.FIXES.differs };
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
