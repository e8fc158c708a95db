/** What kind of address an IP address is. What is not known to be global is not global. */
import ipaddr from 'ipaddr.js';

/** `special`: documentation, multicast, transition and all other ranges that no public service stands in. */
export type AddressKind = 'global' | 'loopback' | 'private' | 'metadata' | 'special';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Services that give a machine its credentials. Azure's stands in a public range, the others in private ones. */
const METADATA = [
  '169.254.0.0/16',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
  'fd00:ec2::/32',
  'fd20:ce::254/128',
  'fd00:42::42/128',
].map((range) => ipaddr.parseCIDR(range));

/** IANA has handed out global unicast addresses from here alone, so IPv4-compatible and future ones are not in it. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** Within it, what the library does not know: the 6bone's, which nobody was given since. */
const RETURNED_IPV6 = ipaddr.parseCIDR('3ffe::/16');

const PRIVATE_RANGES = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);

/** `text`: IPv4 as four decimal numbers, or IPv6 without brackets; `special` for anything else. */
export function addressKind(text: string): AddressKind {
  const address = parseAddress(text);
  if (address === undefined) return 'special';
  if (METADATA.some((range) => isIn(address, range))) return 'metadata';
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  if (PRIVATE_RANGES.has(range)) return 'private';
  return range === 'unicast' && isGlobalUnicast(address) ? 'global' : 'special';
}

/** The library reads octal and short IPv4 too, which resolvers do not give and of which others think otherwise. */
function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) && !text.includes('%') ? ipaddr.IPv6.parse(text) : undefined;
}

function isGlobalUnicast(address: Address): boolean {
  return address.kind() === 'ipv4' || (isIn(address, GLOBAL_IPV6) && !isIn(address, RETURNED_IPV6));
}

function isIn(address: Address, [start, bits]: [Address, number]): boolean {
  return address.kind() === start.kind() && address.match(start, bits);
}
