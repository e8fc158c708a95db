import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { CheckResult } from '@valine/contracts';
import type { CustomCheck } from '@valine/settings';
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { API, buildSite, FRONTEND, fakeProbe, problem, type Site } from '../test-inspection.ts';
import { checkEndpoints } from './check-endpoints.ts';

const BODY = '<!doctype html><title>Shop</title><script src="/assets/index-DiwrgTda.js"></script>';
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
    [
      'may be kept for an hour',
      { headers: { ...HTML, 'cache-control': 'max-age=3600' }, body: BODY },
      'Cache-Control: max-age=3600',
    ],
    ['may be kept as browsers like', { headers: { 'content-type': 'text/html' }, body: BODY }, 'no Cache-Control'],
    ['is empty', { headers: HTML }, 'no HTML in it'],
    ['is a word', { headers: HTML, body: 'ok' }, 'no HTML in it'],
    ['is packed and does not say so', { headers: HTML, body: '\u001f\b' }, 'bytes that are no text'],
    [
      'is not packed as it says',
      { headers: { ...HTML, 'content-encoding': 'br' }, body: BODY },
      'Content-Encoding: br',
    ],
    ['is not what its other address is', { headers: HTML, body: '<html>' }, 'loads other files than /index.html'],
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
    expect(await page({ headers, body: BODY })).toMatchObject({ verdict: 'ok', status: 200, ms: 40 });
  });

  it.each([
    ['utf-8', 'ok', 'Cache-Control: no-cache, Content-Encoding: utf-8'],
    ['', 'ok', 'Cache-Control: no-cache, Content-Encoding: (empty)'],
    ['gzip,aws-chunked', 'unknown', 'Content-Encoding: gzip,aws-chunked'],
    [', br', 'unknown', 'Content-Encoding: , br'],
    ['zstd', 'unknown', 'Content-Encoding: zstd'],
  ])('that comes as it is and is called %j is %s, and read', async (coding, verdict, details) => {
    const answer = { headers: { ...HTML, 'content-encoding': coding }, body: BODY };
    const results = await check({ [`${FRONTEND}/`]: answer, [`${FRONTEND}/index.html`]: answer });
    expect(results.slice(0, 3)).toMatchObject([{ verdict, details }, { verdict, details }, { verdict: 'ok' }]);
  });

  it('that another host answered for names that host', async () => {
    const answer = { headers: HTML, body: BODY, finalUrl: 'https://app.example.com.evil.example/login' };
    expect((await page(answer))?.details).toBe(
      'Cache-Control: no-cache, answered by https://app.example.com.evil.example',
    );
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
    expect(await find('Hashed asset', { [`${FRONTEND}/`]: page, [`${FRONTEND}/index.html`]: page })).toMatchObject({
      verdict: 'bad',
      details: 'the page loads no file with a hash in its name',
    });
  });

  const pages = (body: string) => {
    const page = { headers: HTML, body };
    return { [`${FRONTEND}/`]: page, [`${FRONTEND}/index.html`]: page };
  };

  it('is bad where a server says that it is packed and it is not', async () => {
    const headers = { ...SCRIPT, 'cache-control': 'max-age=31536000', 'content-encoding': 'gzip' };
    expect(await asset({ headers, body: 'export{}' })).toMatchObject({
      verdict: 'bad',
      details: 'index-DiwrgTda.js, Content-Encoding: gzip',
    });
  });

  it('is asked for where the base of the page says', async () => {
    const headers = { ...SCRIPT, 'cache-control': 'max-age=31536000' };
    const site = {
      ...pages('<base href="/app/"><script src="main-5NDGIDJZ.js" type="module"></script>'),
      [`${FRONTEND}/app/main-5NDGIDJZ.js`]: { headers },
    };
    expect(await find('Hashed asset', site)).toMatchObject({ verdict: 'ok', status: 200 });
  });

  it('is asked for on another origin, and unknown where that cannot be', async () => {
    const url = 'https://cdn.example.com/assets/index-DiwrgTda.js';
    const site = pages(`<script type="module" crossorigin src="${url}"></script>`);
    const headers = { ...SCRIPT, 'cache-control': 'max-age=31536000' };
    expect(await find('Hashed asset', { ...site, [url]: { headers } })).toMatchObject({
      verdict: 'ok',
      details: 'index-DiwrgTda.js, on another origin, https://cdn.example.com, Cache-Control: max-age=31536000',
    });
    expect(await find('Hashed asset', { ...site, [url]: problem('refused_url') })).toMatchObject({
      verdict: 'unknown',
      details: 'on another origin, https://cdn.example.com, the URL is refused',
    });
  });

  it('is unknown where the page sends its visitors on to another', async () => {
    expect(await find('Hashed asset', pages('<meta http-equiv="refresh" content="0;url=/app/">'))).toMatchObject({
      verdict: 'unknown',
      details: 'the page sends its visitors on to another',
    });
  });

  it('is asked for of both addresses where they differ, and the page is bad', async () => {
    const page = (name: string) => ({ headers: HTML, body: `<html><script src="/assets/${name}"></script></html>` });
    const headers = { ...SCRIPT, 'cache-control': 'max-age=31536000' };
    const site = {
      [`${FRONTEND}/`]: page('index-OLDaaa11.js'),
      [`${FRONTEND}/index.html`]: page('index-NEWbbb22.js'),
      [`${FRONTEND}/assets/index-OLDaaa11.js`]: { headers },
    };
    expect((await check(site)).slice(0, 3)).toMatchObject([
      { name: 'GET /', verdict: 'bad', details: 'loads other files than /index.html' },
      { name: 'GET /index.html', verdict: 'ok' },
      { name: 'Hashed asset', verdict: 'bad', status: 404, details: 'index-NEWbbb22.js, 200 wanted' },
    ]);
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
    const page = { headers: { ...HTML, 'content-encoding': 'lzma' }, body: '\u0001\u0002' };
    const results = await check({ [`${FRONTEND}/`]: page, [`${FRONTEND}/index.html`]: page });
    expect(results.slice(0, 3)).toMatchObject([
      { verdict: 'unknown', details: 'Content-Encoding: lzma' },
      { verdict: 'unknown', details: 'Content-Encoding: lzma' },
      { verdict: 'unknown', details: 'no page to find it in' },
    ]);
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

  it('of the API are asked for below its path, whatever stands behind that', async () => {
    const probe = fakeProbe(buildSite());
    const endpoints = { apiBase: `${API}/#`, customChecks: [] };
    await checkEndpoints({ probe, clock: manualClock() }, endpoints, 9000);
    expect(probe.requests.map(({ url }) => url)).toEqual([`${API}/health`, `${API}/hello`]);
  });

  it('that are no URLs are findings too', async () => {
    const ports = { probe: fakeProbe({}), clock: manualClock() };
    const wrong = { frontendBaseUrl: 'http://[', apiBase: 'http://[', customChecks: [] };
    const results = await checkEndpoints(ports, wrong, 9000);
    expect(results.map(({ verdict }) => verdict)).toEqual(['bad', 'bad', 'unknown', 'bad', 'bad']);
  });
});
