/** Whether a URL that a person or a redirect gave may be reached: by its text, then by all addresses of its host. */
import { type AddressKind, addressKind } from './address-kind.ts';
import { hostAddress, isLocalHost, isPublicName, isWithin } from './host.ts';
import { parseUrl } from './parse-url.ts';
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

/**
 * `url`: one that `checkUrl` admitted; `addresses`: all that its host resolved to. One that is not admitted is enough
 * to refuse, since the connection may go to any of them. Credentials of machines are out of reach even for an origin
 * of the configuration.
 */
export function checkAddresses(url: URL, addresses: readonly string[], policy: UrlPolicy): UrlVerdict {
  if (addresses.length === 0) return { ok: false, reason: 'not_resolved' };
  const kinds = admittedKinds(url, policy);
  const admitted = addresses.every((address) => kinds.includes(addressKind(address)));
  return admitted ? { ok: true, url } : { ok: false, reason: 'resolves_to_not_public' };
}

function admittedKinds(url: URL, policy: UrlPolicy): readonly AddressKind[] {
  if (isTrusted(url, policy)) return ['global', 'loopback', 'private'];
  return policy.safeLocal && isLocalHost(url.hostname) ? ['loopback'] : ['global'];
}

/** Whether the team's own configuration names its origin. An entry may be a whole URL. */
function isTrusted(url: URL, { trustedOrigins }: UrlPolicy): boolean {
  return trustedOrigins.some((entry) => {
    const parsed = parseUrl(entry);
    return parsed.ok && parsed.url.origin === url.origin;
  });
}
