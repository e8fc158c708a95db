/** Whether a URL that a person or a redirect gave may be reached: by its text, then by all addresses of its host. */
import { type AddressKind, addressKind } from './address-kind.ts';
import { hostAddress, isLocalHost, isPublicName, isWithin } from './host.ts';
import type { UrlPolicy, UrlRefusal, UrlVerdict } from './url-policy.ts';

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

function parseUrl(text: string): UrlVerdict {
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
