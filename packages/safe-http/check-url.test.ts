import { describe, expect, it } from 'vitest';
import { checkUrl, MAX_URL_LENGTH } from './check-url.ts';
import { admittedUrls } from './test-admitted-urls.ts';
import { refusedUrls } from './test-refused-urls.ts';
import type { UrlPolicy } from './url-policy.ts';

const policy: UrlPolicy = { allowedDomains: [], safeLocal: false, trustedOrigins: [] };

function verdict(text: string, changes: Partial<UrlPolicy> = {}): string {
  const checked = checkUrl(text, { ...policy, ...changes });
  return checked.ok ? checked.url.href : checked.reason;
}

describe('a URL by its text', () => {
  it.each(refusedUrls)('is refused: $what', ({ reason, urls }) => {
    expect(urls.map((url) => [url, verdict(url)])).toEqual(urls.map((url) => [url, reason]));
  });

  it('is refused in at least 250 different spellings', () => {
    const all = refusedUrls.flatMap(({ urls }) => urls);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(250);
  });

  it('is admitted where it is public, and read as every parser reads it', () => {
    expect(admittedUrls.map(([url]) => [url, verdict(url)])).toEqual(admittedUrls);
    expect(admittedUrls.length).toBeGreaterThanOrEqual(30);
  });

  it('may be as long as 2,048 characters', () => {
    const start = 'https://example.com/';
    const longest = start + 'a'.repeat(MAX_URL_LENGTH - start.length);
    expect(verdict(longest)).toBe(longest);
    expect(verdict(`${longest}a`)).toBe('too_long');
    expect(verdict(`${start}${'ü'.repeat(500)}`)).toBe('too_long');
  });
});

describe('allowed domains', () => {
  const changes = { allowedDomains: ['example.com', 'APP.example.org.', 'bücher.example', '8.8.8.8'] };

  it.each([
    'https://example.com/',
    'https://EXAMPLE.com./',
    'https://a.b.example.com/',
    'https://app.example.org/',
    'https://www.bücher.example/',
    'https://8.8.8.8/',
    'https://example.com:8443/',
  ])('admit %s', (url) => {
    expect(checkUrl(url, { ...policy, ...changes }).ok).toBe(true);
  });

  it.each([
    'https://evilexample.com/',
    'https://evil-example.com/',
    'https://example.com.evil.com/',
    'https://example.comevil.com/',
    'https://example.org/',
    'https://evilapp.example.org/',
    'https://evil.com/example.com',
    'https://evil.com/?example.com',
    'https://evil.com/#.example.com',
    'https://evil.com#example.com',
    'https://evil.com?.example.com/',
    'https://xn--example-com.evil.com/',
    'https://examp1e.com/',
    'https://еxample.com/',
    'https://example.co/',
    'https://com.example/',
    'https://1.8.8.8/',
    'https://8.8.4.4/',
    'https://8.8.8.8.nip.io/',
  ])('keep out %s', (url) => {
    expect(verdict(url, changes)).toBe('domain_not_allowed');
  });

  it('admit nothing when all of them are misspelt, and never what is not public', () => {
    expect(verdict('https://example.com/', { allowedDomains: ['', ':', '*.example.com'] })).toBe('domain_not_allowed');
    const local = { allowedDomains: ['localhost', '127.0.0.1', 'db.internal'] };
    expect(verdict('https://localhost/', local)).toBe('local_name');
    expect(verdict('https://127.0.0.1/', local)).toBe('not_public_address');
    expect(verdict('https://db.internal/', local)).toBe('local_name');
  });
});

describe('SAFE_LOCAL', () => {
  it.each([
    'http://localhost:3000/',
    'https://localhost/',
    'http://app.localhost:8080/',
    'http://127.0.0.1:5173/a',
    'http://[::1]:3000/',
  ])('admits %s, also outside the allowed domains', (url) => {
    expect(verdict(url, { safeLocal: true, allowedDomains: ['example.com'] })).toBe(url);
  });

  it.each([
    ['http://example.com/', 'not_https'],
    ['http://10.0.0.1/', 'not_https'],
    ['https://10.0.0.1/', 'not_public_address'],
    ['https://192.168.0.1:8443/', 'not_public_address'],
    ['http://169.254.169.254/', 'not_https'],
    ['https://169.254.169.254/', 'not_public_address'],
    ['https://[::ffff:127.0.0.1]/', 'not_public_address'],
    ['https://0.0.0.0/', 'not_public_address'],
    ['https://[fd00:ec2::254]/', 'not_public_address'],
    ['https://db.internal/', 'local_name'],
    ['http://localhost.evil.com/', 'not_https'],
    ['http://user@localhost/', 'has_credentials'],
    ['ftp://localhost/', 'not_https'],
  ])('does not admit %s', (url, reason) => {
    expect(verdict(url, { safeLocal: true })).toBe(reason);
  });
});

describe('origins of the configuration', () => {
  const changes = { trustedOrigins: ['http://127.0.0.1:4000/app', 'https://db.internal:9000', 'no url'] };

  it.each([
    'http://127.0.0.1:4000/health',
    'http://127.1:4000/',
    'https://db.internal:9000/x',
    'https://db.internal.:9000/',
  ])('are admitted as they are: %s', (url) => {
    expect(checkUrl(url, { ...policy, ...changes }).ok).toBe(true);
  });

  it.each([
    ['http://127.0.0.1:4001/', 'not_https'],
    ['https://127.0.0.1:4000/', 'not_public_address'],
    ['http://127.0.0.2:4000/', 'not_https'],
    ['http://user@127.0.0.1:4000/', 'has_credentials'],
    ['http://127.0.0.1:4000\\@evil.com/', 'forbidden_characters'],
    ['https://db.internal/', 'local_name'],
    ['https://a.db.internal:9000/', 'local_name'],
  ])('do not admit another one: %s', (url, reason) => {
    expect(verdict(url, changes)).toBe(reason);
  });
});
