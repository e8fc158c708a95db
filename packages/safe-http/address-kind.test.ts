import { describe, expect, it } from 'vitest';
import { type AddressKind, addressKind } from './address-kind.ts';
import { NOT_PUBLIC } from './test-ranges.ts';

describe('an address', () => {
  it.each<[AddressKind, string]>([
    ['global', '1.1.1.1 8.8.8.8 168.63.129.15 192.0.1.1 2606:4700::1111 2001:4860:4860::8888 2001:200::1'],
    ['loopback', '127.0.0.1 127.255.255.255 ::1'],
    ['private', '10.0.0.1 172.16.0.1 192.168.0.1 100.64.0.1 fc00::1 fdff::1'],
    ['metadata', '169.254.169.254 169.254.0.0 168.63.129.16 100.100.100.200 192.0.0.192 fd00:ec2::254'],
    ['special', '0.0.0.0 192.0.0.1 192.0.2.1 198.18.0.1 224.0.0.1 255.255.255.255 :: fe80::1 fec0::1'],
    ['special', '::ffff:8.8.8.8 ::8.8.8.8 64:ff9b::808:808 2002:808:808:: 2001::1 2001:db8::1 ff02::1'],
  ])('is %s', (kind, spaced) => {
    const addresses = spaced.split(' ');
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

const dotted = (value: number) => [24, 16, 8, 0].map((bits) => (value >>> bits) & 255).join('.');

describe('the bounds of ranges', () => {
  it.each(NOT_PUBLIC)('are where the registry has them: $range', ({ first, last }) => {
    expect(addressKind(dotted(first))).not.toBe('global');
    expect(addressKind(dotted(last))).not.toBe('global');
    const outside = [first - 1, last + 1].filter((value) => value >= 0 && value < 2 ** 32);
    for (const value of outside) expect([dotted(value), addressKind(dotted(value))]).toEqual([dotted(value), 'global']);
  });
});
