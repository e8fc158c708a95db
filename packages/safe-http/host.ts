/** What a host, as the URL parser wrote it, is: an address, a public name, or one that means something local. */
import { addressKind } from './address-kind.ts';

/**
 * Names that are not the public DNS's to resolve: RFC 6761 and what was registered after it, RFC 6762 appendix G (what
 * local networks call themselves), and names that ICANN promised never to delegate.
 */
const SPECIAL_USE = ['localhost', 'local', 'internal', 'arpa', 'onion', 'test', 'invalid', 'alt'];
const LOCAL_NETWORKS = ['intranet', 'private', 'corp', 'home', 'mail', 'lan', 'localdomain'];
/** Names of the public DNS that mean a machine's own credentials within the networks of their owners. */
const METADATA_NAMES = [
  'metadata.goog',
  'metadata.packet.net',
  'metadata.platformequinix.com',
  'metadata.tencentyun.com',
];
const NOT_PUBLIC = [...SPECIAL_USE, ...LOCAL_NETWORKS, ...METADATA_NAMES];

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const MAX_NAME = 253;

/** The IP address that `hostname` is, without brackets; undefined for a name. */
export function hostAddress(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : undefined;
}

export function isLocalHost(hostname: string): boolean {
  const address = hostAddress(hostname);
  return address === undefined ? isWithin(hostname, ['localhost']) : addressKind(address) === 'loopback';
}

/** A name that only the public DNS gives a meaning to: at least two labels, and not of special use. */
export function isPublicName(hostname: string): boolean {
  const labels = hostname.split('.');
  const isWellFormed = hostname.length <= MAX_NAME && labels.every((label) => LABEL.test(label));
  return isWellFormed && labels.length > 1 && !isWithin(hostname, NOT_PUBLIC);
}

/** Whether it is one of the names or below one: `evil-example.com` is not below `example.com`. */
export function isWithin(hostname: string, names: readonly string[]): boolean {
  return names.some((name) => hostname === name || hostname.endsWith(`.${name}`));
}
