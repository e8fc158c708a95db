import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { CheckResult } from '@valine/contracts';
import type { CustomCheck } from '@valine/settings';
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { API, buildSite, FRONTEND, fakeProbe, problem, type Site } from '../test-inspection.ts';
import { checkEndpoints } from './check-endpoints.ts';

const HTML = { 'content-type': 'text/html', 'cache-control': 'no-cache' };
const SCRIPT = { 'content-type': 'text/javascript' };
const kept = (headers: object, policy: string) => ({ headers: { ...headers, 'cache-control': policy } });
/** A sentence. */
const FIX: unknown = expect.stringMatching(/^[A-Z].*\.$/);
const ASSET = `${FRONTEND}/assets/index-DiwrgTda.js`;

async function check(site: Site, customChecks: CustomCheck[] = []): Promise<CheckResult[]> {
  const probe = fakeProbe(buildSite(site));
  const ports = { probe, clock: manualClock() };
  return checkEndpoints(ports, { frontendBaseUrl: FRONTEND, apiBase: API, customChecks }, 15_000);
}

const find = async (name: string, site: Site) => (await check(site)).find((result) => result.name === name);

describe('a page of the frontend', () => {
  const page = (answer: Site[string]) => find('GET /', { [`${FRONTEND}/`]: answer });

  it.each<[string, Site[string], string]>([
    ['is missing', { status: 404 }, '200 wanted'],
    ['is forbidden, as S3 says of what is missing', { status: 403 }, '200 wanted'],
    ['fails', { status: 502 }, '200 wanted'],
    ['leads nowhere', { status: 301 }, '200 wanted'],
    ['is no HTML', { headers: { 'content-type': 'application/json' }, body: '{}' }, 'application/json'],
    ['has no type', { headers: {}, body: 'hello' }, 'no content type'],
    ['may be kept for an hour', kept(HTML, 'max-age=3600'), 'Cache-Control: max-age=3600'],
    ['may be kept as browsers like', { headers: { 'content-type': 'text/html' } }, 'no Cache-Control'],
    ['never ends', { headers: HTML, body: '<p>'.repeat(200_000) }, 'more than 512 KB'],
    ['hangs', problem('timeout'), 'no whole answer in time'],
    ['leads to where nobody may look', problem('refused_url'), 'the URL is refused'],
  ])('that %s is bad, with what to do', async (_, answer, details) => {
    expect(await page(answer)).toMatchObject({ verdict: 'bad', details, fix: FIX });
  });

  it.each<[string, Record<string, string>]>([
    ['no-store', { ...HTML, 'cache-control': 'no-store' }],
    ['max-age=0', { ...HTML, 'cache-control': 'public, max-age=0, must-revalidate' }],
    ['a character set', { ...HTML, 'content-type': 'Text/HTML; charset=utf-8' }],
    ['XHTML', { ...HTML, 'content-type': 'application/xhtml+xml' }],
  ])('with %s is ok', async (_, headers) => {
    expect(await page({ headers })).toMatchObject({ verdict: 'ok', status: 200, ms: 40 });
  });

  it('that another host answered for names that host', async () => {
    const answer = { headers: HTML, finalUrl: 'https://app.example.com.evil.example/login' };
    expect((await page(answer))?.details).toMatch(/^[^,]+, answered by https:\/\/app\.example\.com\.evil\.example$/);
  });

  it('whose address leads nowhere names the setting', async () => {
    const found = await page(problem('dns', 'Check its DNS record.'));
    expect(found?.fix).toBe('Correct FRONTEND_BASE_URL. Check its DNS record.');
  });
});

describe('the hashed asset', () => {
  const asset = (answer: Site[string]) => find('Hashed asset', { [ASSET]: answer });

  it.each<[string, Site[string], string]>([
    ['is missing', { status: 404 }, 'index-DiwrgTda.js, 200 wanted'],
    ['is the fallback page', { headers: HTML, body: '<html>' }, 'index-DiwrgTda.js, text/html'],
    ['is text, as S3 may call it', { headers: { 'content-type': 'text/plain' } }, 'index-DiwrgTda.js, text/plain'],
    ['is asked for at every visit', kept(SCRIPT, 'no-cache'), 'index-DiwrgTda.js, Cache-Control: no-cache'],
    ['is kept for an hour', kept(SCRIPT, 'max-age=3600'), 'index-DiwrgTda.js, Cache-Control: max-age=3600'],
    ['says nothing of caches', { headers: SCRIPT }, 'index-DiwrgTda.js, no Cache-Control'],
    ['hangs', problem('timeout'), 'no whole answer in time'],
    ['is refused, for the page was tampered with', problem('refused_url'), 'the URL is refused'],
  ])('that %s is bad, with what to do', async (_, answer, details) => {
    expect(await asset(answer)).toMatchObject({ verdict: 'bad', details, fix: FIX });
  });

  it('is ok however large it is', async () => {
    const headers = { ...SCRIPT, 'cache-control': 'max-age=31536000' };
    expect(await asset({ headers, body: 'x'.repeat(2e6) })).toMatchObject({ verdict: 'ok', status: 200 });
  });

  it('is unknown where the page is longer than what is read of it', async () => {
    const endless = { headers: HTML, body: '<p>'.repeat(200_000) };
    const found = await find('Hashed asset', { [`${FRONTEND}/`]: endless, [`${FRONTEND}/index.html`]: endless });
    expect(found).toEqual({
      ...{ name: 'Hashed asset', verdict: 'unknown' },
      ...{ details: 'not in what was read of the page, which is very long', fix: FIX },
    });
  });

  it('that the page does not load is bad', async () => {
    const page = { headers: HTML, body: '<html><script src="/main.js"></script></html>' };
    const details = 'the page loads no file with a hash in its name';
    expect(await find('Hashed asset', { [`${FRONTEND}/`]: page })).toMatchObject({ verdict: 'bad', details });
  });

  it('is searched in the other page where the first cannot be read', async () => {
    const apology = { status: 500, headers: HTML, body: '<html>Sorry' };
    expect(await find('Hashed asset', { [`${FRONTEND}/`]: apology })).toMatchObject({ verdict: 'ok' });
  });

  it('is unknown without any page', async () => {
    const down = { [`${FRONTEND}/`]: problem('timeout'), [`${FRONTEND}/index.html`]: problem('timeout') };
    expect(await find('Hashed asset', down)).toMatchObject({ verdict: 'unknown', details: 'no page to find it in' });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is found in a page that comes as %s unasked', async (encoding, compress) => {
    const probe = fakeProbe(buildSite());
    const { get } = probe;
    probe.get = async (url, limits) => {
      const answer = await get(url, limits);
      if ('problem' in answer || url.endsWith('.js')) return answer;
      return { ...answer, body: compress(answer.body), headers: { ...answer.headers, 'content-encoding': encoding } };
    };
    const ports = { probe, clock: manualClock() };
    const results = await checkEndpoints(ports, { frontendBaseUrl: FRONTEND, customChecks: [] }, 15_000);
    expect(results[2]).toMatchObject({ name: 'Hashed asset', verdict: 'ok' });
  });

  it('is unknown where the page is packed in a way nobody can read', async () => {
    const page = { headers: { ...HTML, 'content-encoding': 'gzip' }, body: 'not gzip' };
    const packed = { [`${FRONTEND}/`]: page, [`${FRONTEND}/index.html`]: page };
    expect(await find('Hashed asset', packed)).toMatchObject({ verdict: 'unknown' });
  });
});

describe('all endpoints', () => {
  const custom: CustomCheck[] = [{ name: 'Docs', url: 'https://docs.example.com/', expect_status: 200 }];

  it('are requested once each, with bounds, and the custom ones last', async () => {
    const probe = fakeProbe(buildSite({ 'https://docs.example.com/': {} }));
    const ports = { probe, clock: manualClock() };
    const addresses = { frontendBaseUrl: `${FRONTEND}/`, apiBase: `${API}/` };
    const results = await checkEndpoints(ports, { ...addresses, customChecks: custom }, 9000);
    const names = ['GET /', 'GET /index.html', 'Hashed asset', 'API /health', 'API /hello', 'Docs'];
    expect(results.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual(names.map((name) => `${name}: ok`));
    expect(probe.requests).toEqual([
      { url: `${FRONTEND}/`, withinMs: 6000, maxBytes: 524_288 },
      { url: `${FRONTEND}/index.html`, withinMs: 6000, maxBytes: 524_288 },
      { url: `${API}/health`, withinMs: 9000, maxBytes: 65_536 },
      { url: `${API}/hello`, withinMs: 9000, maxBytes: 65_536 },
      { url: 'https://docs.example.com/', withinMs: 9000, maxBytes: 4096 },
      { url: ASSET, withinMs: 9000, maxBytes: 4096 },
    ]);
  });

  it('are unknown where they are not configured, with the name of the setting', async () => {
    const ports = { probe: fakeProbe({}), clock: manualClock() };
    const results = await checkEndpoints(ports, { customChecks: [] }, 9000);
    expect(results.map(({ name, verdict, details }) => `${name}: ${verdict}, ${details}`)).toEqual([
      'GET /: unknown, FRONTEND_BASE_URL is not set',
      'GET /index.html: unknown, FRONTEND_BASE_URL is not set',
      'Hashed asset: unknown, FRONTEND_BASE_URL is not set',
      'API /health: unknown, VITE_API_BASE is not set',
      'API /hello: unknown, VITE_API_BASE is not set',
    ]);
    expect(ports.probe.requests).toEqual([]);
  });

  it('never name the API, whatever they answer', async () => {
    const { origin, host } = new URL(API);
    const detail = `It redirects to ${origin.toUpperCase()}, getaddrinfo ENOTFOUND ${host}: correct ${API}/health.`;
    const telling = { headers: { ...HTML, 'cache-control': `x="${host}"` }, finalUrl: `${API}/login` };
    const results = await check({
      [`${API}/health`]: problem('refused_url', detail),
      [`${API}/hello`]: { headers: { 'content-type': `text/${host}` } },
      [`${FRONTEND}/`]: telling,
    });
    expect(JSON.stringify(results).toLowerCase()).not.toContain('internal-name');
    const said = 'It redirects to ***, getaddrinfo ENOTFOUND ***: correct ***/health.';
    expect(results[3]?.fix).toBe(`Correct VITE_API_BASE. ${said}`);
  });

  it('that are no URLs are findings too', async () => {
    const ports = { probe: fakeProbe({}), clock: manualClock() };
    const wrong = { frontendBaseUrl: 'http://[', apiBase: 'http://[', customChecks: [] };
    const results = await checkEndpoints(ports, wrong, 9000);
    expect(results.map(({ verdict }) => verdict)).toEqual(['bad', 'bad', 'unknown', 'bad', 'bad']);
  });
});
