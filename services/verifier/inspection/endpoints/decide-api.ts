/** Whether a route of the API answers as an API does: 200, with JSON or a few words. */
import type { CheckResult } from '@valine/contracts';
import { API_BYTES, apiFault, refusalOf } from '@valine/workflows/judge-answer';
import { brokenCoding, type Fault, namedCoding, unsureCoding } from './decide-coding.ts';
import { notConfigured, problemOf } from './decide-page.ts';
import { type EndpointAnswer, type EndpointResult, mediaType } from './endpoint-answer.ts';
import * as say from './messages.ts';

/** `seen` is undefined where the API is not known. `setting`: what leads to it. */
export function decideApi(path: string, seen: EndpointResult | undefined, setting = 'VITE_API_BASE'): CheckResult {
  const name = `API ${path}`;
  if (seen === undefined) return notConfigured(name, setting);
  if ('problem' in seen) return problemOf(name, seen, setting);
  const { status, ms } = seen;
  const fault = findFault(path, seen, setting);
  if (fault !== undefined) return { name, status, ms, ...fault };
  return { name, verdict: 'ok', status, ms, details: say.seenText(mediaType(seen), namedCoding(seen)) };
}

function findFault(path: string, seen: EndpointAnswer, setting: string): Fault | undefined {
  const { status, headers, text } = seen;
  const bad = (details: string, fix: string): Fault => ({ verdict: 'bad', details: say.seenText(details), fix });
  if (status !== 200) {
    const refusal = refusalOf({ status, errorType: headers['x-amzn-errortype'], text });
    return bad(say.wantedStatusText(200), say.apiStatusFixText(path, status, setting, refusal));
  }
  const fault = text === undefined ? undefined : apiFault({ type: headers['content-type'], text });
  const type = say.typeText(mediaType(seen));
  if (fault === 'page') return bad(say.webPageText(type), say.apiIsPageFixText(setting));
  if (fault === 'type') return bad(type, say.apiTypeFixText(path));
  if (seen.truncated) return bad(say.endlessText(API_BYTES), say.FIXES.endlessApi);
  if (fault === 'blank') return bad(say.SEEN.blank, say.apiBlankFixText(path));
  if (fault === 'binary') return bad(say.SEEN.binary, say.FIXES.binary);
  if (fault === 'broken_json') return bad(say.SEEN.brokenJson, say.brokenJsonFixText(path));
  return brokenCoding(seen) ?? unsureCoding(seen);
}
