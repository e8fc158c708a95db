/** From text to a URL that every parser reads the same, or why not. */
import type { UrlRefusal, UrlVerdict } from './url-policy.ts';

/** Characters; what proxies and browsers take at the least. */
export const MAX_URL_LENGTH = 2_048;

/**
 * What no URL holds, and where parsers differ: controls, invisible characters and spaces in all scripts, and the
 * ASCII characters that RFC 3986 leaves out. The backslash is a slash to some and part of a name to others.
 */
const FORBIDDEN = /[\p{C}\p{Z}\\"<>^`{|}]/u;
/** Empty credentials (`https://@host`) leave no trace in the parsed URL. */
const CREDENTIALS = /^[a-z]+:\/\/[^/?#]*@/i;
/** The WHATWG parser also reads `https:host` and `https:///host`, which others read as paths. */
const WITH_HOST = /^https?:\/\/[^/?#]/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

export function parseUrl(text: string): UrlVerdict {
  const reason = spellingRefusal(text);
  if (reason !== undefined) return { ok: false, reason };
  const url = URL.parse(text);
  if (url === null) return { ok: false, reason: 'not_a_url' };
  const whole = withoutEnds(url);
  // Percent-encoding makes it longer, up to nine times.
  return whole.href.length > MAX_URL_LENGTH ? { ok: false, reason: 'too_long' } : { ok: true, url: whole };
}

function spellingRefusal(text: string): UrlRefusal | undefined {
  if (text.length > MAX_URL_LENGTH) return 'too_long';
  if (FORBIDDEN.test(text)) return 'forbidden_characters';
  if (CREDENTIALS.test(text)) return 'has_credentials';
  if (WITH_HOST.test(text)) return undefined;
  return SCHEME.test(text) && !/^https?:/i.test(text) ? 'not_https' : 'not_a_url';
}

/** The fragment is never sent. A name's last dot says that it is whole, which certificates do not have. */
function withoutEnds(url: URL): URL {
  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url;
}
