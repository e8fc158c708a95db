import { describe, expect, it } from 'vitest';
import { type AddressKind, addressKind } from './address-kind.ts';

describe('an address', () => {
  it.each<[AddressKind, string[]]>([
    [
      'global',
      ['1.1.1.1', '8.8.8.8', '168.63.129.15', '192.0.1.1', '2606:4700::1111', '2001:4860:4860::8888', '2001:200::1'],
    ],
    ['loopback', ['127.0.0.1', '127.255.255.255', '::1']],
    ['private', ['10.0.0.1', '172.16.0.1', '192.168.0.1', '100.64.0.1', 'fc00::1', 'fdff::1']],
    [
      'metadata',
      ['169.254.169.254', '169.254.0.0', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'],
    ],
    [
      'special',
      ['0.0.0.0', '192.0.0.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', 'fe80::1', 'fec0::1'],
    ],
    [
      'special',
      ['::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::808:808', '2002:808:808::', '2001::1', '2001:db8::1', 'ff02::1'],
    ],
  ])('is %s', (kind, addresses) => {
    expect(addresses.map((address) => [address, addressKind(address)])).toEqual(
      addresses.map((address) => [address, kind]),
    );
  });

  it.each([
    '',
    'localhost',
    '8',
    '8.8',
    '134744072',
    '0x8.8.8.8',
    '010.8.8.8',
    '8.8.8.8 ',
    '8.8.8.8/32',
    '[2606:4700::1]',
    '2606:4700::1%eth0',
  ])('is not global where a resolver would not write it so: %j', (text) => {
    expect(addressKind(text)).toBe('special');
  });
});

/** The first and last address of each range of IANA's registry of IPv4 that no public service stands in. */
const BOUNDS = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
] as const;

describe('the bounds of ranges', () => {
  it.each(BOUNDS)('are where the registry has them: %s to %s', (first, last) => {
    expect(addressKind(first)).not.toBe('global');
    expect(addressKind(last)).not.toBe('global');
    const outside = [shifted(first, -1), shifted(last, 1)].filter((address) => address !== undefined);
    expect(outside.map((address) => [address, addressKind(address)])).toEqual(
      outside.map((address) => [address, 'global']),
    );
  });
});

/** The address so many after it; undefined beyond the first and the last there are. */
function shifted(address: string, by: number): string | undefined {
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + by;
  if (value < 0 || value >= 2 ** 32) return undefined;
  return [24, 16, 8, 0].map((bits) => (value >>> bits) & 255).join('.');
}
