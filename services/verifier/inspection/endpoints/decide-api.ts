/** Whether a route of the API answers as an API does: 200, with JSON or a few words. */
import type { CheckResult } from '@valine/contracts';
import { notConfigured, problemOf } from './decide-page.ts';
import { type EndpointAnswer, type EndpointResult, isWebPage, mediaType } from './endpoint-answer.ts';
import * as say from './messages.ts';

export const API_BYTES = 64 * 1024;

/** `seen` is undefined where the API is not known. `setting`: what leads to it. */
export function decideApi(path: string, seen: EndpointResult | undefined, setting = 'VITE_API_BASE'): CheckResult {
  const name = `API ${path}`;
  if (seen === undefined) return notConfigured(name, setting);
  if ('problem' in seen) return problemOf(name, seen, setting);
  const { status, ms } = seen;
  const fault = findFault(path, seen, setting);
  if (fault !== undefined) return { name, status, ms, ...fault };
  return { name, verdict: 'ok', status, ms, details: say.seenText(mediaType(seen)) };
}

type Fault = Required<Pick<CheckResult, 'verdict' | 'details' | 'fix'>>;

function findFault(path: string, seen: EndpointAnswer, setting: string): Fault | undefined {
  const bad = (details: string, fix: string): Fault => ({ verdict: 'bad', details: say.seenText(details), fix });
  const type = mediaType(seen);
  if (seen.status !== 200) return bad(say.wantedStatusText(200), say.apiStatusFixText(path, seen.status, setting));
  if (isWebPage(seen)) return bad('text/html', say.apiIsPageFixText(setting));
  if (!isJsonType(type) && type !== 'text/plain') return bad(say.typeText(type), say.apiTypeFixText(path));
  if (seen.truncated) return bad(say.endlessText(API_BYTES), say.FIXES.endlessApi);
  if (!isJsonType(type)) return undefined;
  if (seen.text === undefined) {
    const details = say.seenText(say.unreadableText(seen.headers['content-encoding']));
    return { verdict: 'unknown', details, fix: say.FIXES.unreadable };
  }
  return isJson(seen.text) ? undefined : bad(say.SEEN.brokenJson, say.brokenJsonFixText(path));
}

/** https://mimesniff.spec.whatwg.org/#json-mime-type */
function isJsonType(type: string): boolean {
  return /^(?:text\/json|application\/(?:[\w.-]+\+)?json)$/.test(type);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
