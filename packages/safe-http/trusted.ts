/** Origins that the team's own configuration names. */
import { parseUrl } from './parse-url.ts';
import type { UrlPolicy } from './url-policy.ts';

/** An entry may be a whole URL: its origin counts. */
export function isTrusted(url: URL, { trustedOrigins }: UrlPolicy): boolean {
  return trustedOrigins.some((entry) => {
    const parsed = parseUrl(entry);
    return parsed.ok && parsed.url.origin === url.origin;
  });
}
