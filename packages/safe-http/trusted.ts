/** Origins that the team's own configuration names. */
import type { UrlPolicy } from './url-policy.ts';

/** An entry may be a whole URL: its origin counts. */
export function isTrusted(url: URL, { trustedOrigins }: UrlPolicy): boolean {
  return trustedOrigins.some((entry) => URL.parse(entry)?.origin === url.origin);
}
