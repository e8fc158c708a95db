import { describe, expect, it } from 'vitest';
import { checkAddresses } from './check-url.ts';
import { guardUrl } from './guard-url.ts';
import { fixedResolver } from './test-resolver.ts';
import type { UrlPolicy } from './url-policy.ts';

const policy: UrlPolicy = { allowedDomains: [], safeLocal: false, trustedOrigins: ['https://db.internal'] };

async function guard(
  text: string,
  addresses: Record<string, string[]>,
  changes: Partial<UrlPolicy> = {},
): Promise<string> {
  const guarded = await guardUrl(text, { policy: { ...policy, ...changes }, resolver: fixedResolver(addresses) });
  return guarded.ok ? guarded.addresses.join(' ') : guarded.reason;
}

describe('a host name', () => {
  it('is admitted with all its addresses, for the connection', async () => {
    const addresses = { 'app.example.com': ['93.184.216.34', '2606:2800:21f::1'] };
    expect(await guard('https://app.example.com/', addresses)).toBe('93.184.216.34 2606:2800:21f::1');
  });

  it.each([
    ['localtest.me', ['127.0.0.1']],
    ['127.0.0.1.nip.io', ['127.0.0.1']],
    ['app-10-0-0-1.sslip.io', ['10.0.0.1']],
    ['metadata.nip.io', ['169.254.169.254']],
    ['spoofed.example.com', ['::1']],
    ['kubernetes.default.svc', ['10.96.0.1']],
    ['mapped.example.com', ['::ffff:169.254.169.254']],
    ['nat64.example.com', ['64:ff9b::a9fe:a9fe']],
    ['zero.example.com', ['0.0.0.0']],
    ['azure.example.com', ['168.63.129.16']],
    ['first.example.com', ['10.0.0.1', '93.184.216.34']],
    ['last.example.com', ['93.184.216.34', '10.0.0.1']],
    ['other-family.example.com', ['93.184.216.34', '2606:2800:21f::1', 'fd00:ec2::254']],
    ['strange.example.com', ['93.184.216.34', '0177.0.0.1']],
    ['odd.example.com', ['93.184.216.34', '']],
    ['zone.example.com', ['fe80::1%eth0']],
  ])('is refused when one of its addresses is not public: %s', async (host, addresses) => {
    expect(await guard(`https://${host}/`, { [host]: addresses })).toBe('resolves_to_not_public');
  });

  it('is refused when it has no address, and when the resolver fails', async () => {
    expect(await guard('https://app.example.com/', { 'app.example.com': [] })).toBe('not_resolved');
    expect(await guard('https://unknown.example.com/', {})).toBe('not_resolved');
  });

  it('is not asked of a resolver when its text is refused or is an address already', async () => {
    const resolver = fixedResolver({});
    await guardUrl('https://printer.local/', { policy, resolver });
    const guarded = await guardUrl('https://0x8.0x8.2052/', { policy, resolver });
    expect(guarded).toMatchObject({ ok: true, addresses: ['8.8.8.4'] });
    expect(resolver.lookups).toEqual([]);
  });
});

describe('what is admitted beyond the public internet', () => {
  it('is a private network for origins of the configuration, but nobody gets credentials of machines', async () => {
    expect(await guard('https://db.internal/', { 'db.internal': ['10.0.0.9', '127.0.0.1'] })).toBe(
      '10.0.0.9 127.0.0.1',
    );
    expect(await guard('https://db.internal/', { 'db.internal': ['169.254.169.254'] })).toBe('resolves_to_not_public');
    expect(await guard('https://db.internal/', { 'db.internal': ['fd00:ec2::254'] })).toBe('resolves_to_not_public');
  });

  it('is loopback for localhost under SAFE_LOCAL, and loopback alone', async () => {
    const local = { safeLocal: true };
    expect(await guard('http://localhost:3000/', { localhost: ['127.0.0.1', '::1'] }, local)).toBe('127.0.0.1 ::1');
    expect(await guard('http://localhost:3000/', { localhost: ['10.0.0.1'] }, local)).toBe('resolves_to_not_public');
    expect(await guard('https://localtest.me/', { 'localtest.me': ['127.0.0.1'] }, local)).toBe(
      'resolves_to_not_public',
    );
  });
});

it('refuses a URL without addresses also where only the addresses are asked about', () => {
  expect(checkAddresses(new URL('https://example.com/'), [], policy)).toEqual({ ok: false, reason: 'not_resolved' });
});
