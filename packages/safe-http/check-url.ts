/** Whether a URL that a person or a redirect gave may be reached, as far as its text tells. */
import { addressKind } from './address-kind.ts';
import { hostAddress, isLocalHost, isPublicName, isWithin } from './host.ts';
import { parseUrl } from './parse-url.ts';
import { isTrusted } from './trusted.ts';
import type { UrlPolicy, UrlRefusal, UrlVerdict } from './url-policy.ts';

export { MAX_URL_LENGTH } from './parse-url.ts';

/**
 * HTTPS, and where those who run it as somebody else than root put it. On every other port, something that is
 * not HTTPS might be made to read what is sent; an origin of the configuration may have any port.
 */
const PORTS = new Set(['', '8443']);

/** The names that the host resolves to are another matter: `checkAddresses`, or both in `guardUrl`. */
export function checkUrl(text: string, policy: UrlPolicy): UrlVerdict {
  const parsed = parseUrl(text);
  if (!parsed.ok || isTrusted(parsed.url, policy)) return parsed;
  const local = policy.safeLocal && isLocalHost(parsed.url.hostname);
  const reason = local ? undefined : originRefusal(parsed.url, policy);
  return reason === undefined ? parsed : { ok: false, reason };
}

function originRefusal({ protocol, hostname, port }: URL, { allowedDomains }: UrlPolicy): UrlRefusal | undefined {
  if (protocol !== 'https:') return 'not_https';
  const address = hostAddress(hostname);
  if (address !== undefined && addressKind(address) !== 'global') return 'not_public_address';
  if (address === undefined && !isPublicName(hostname)) return 'local_name';
  if (!PORTS.has(port)) return 'port_not_allowed';
  return allowedDomains.length === 0 || isWithin(hostname, allowedDomains.flatMap(nameOf))
    ? undefined
    : 'domain_not_allowed';
}

/** As the parser writes it, so that upper case and other scripts match; nothing for what is no name. */
function nameOf(domain: string): string[] {
  const parsed = parseUrl(`https://${domain}`);
  return parsed.ok ? [parsed.url.hostname] : [];
}
