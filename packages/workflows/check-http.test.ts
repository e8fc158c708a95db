import { gzipSync } from 'node:zlib';
import { type HttpServer, type StubResponse, startHttpServer } from '@valine/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRunner, type TestRunner } from './test-runner.ts';

let runner: TestRunner;
let site: HttpServer;
let answer: StubResponse;

beforeEach(async () => {
  runner = createRunner();
  site = await startHttpServer(() => answer);
  onTestFinished(site.close);
});

async function check(name: string, env: Record<string, string>) {
  const { code, log } = await runner.run(`node .github/valine/check.mjs ${name}`, env);
  return { code, log, result: runner.result(name) };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const PAGE: StubResponse = { body: '<!doctype html>' };

describe('the checks over HTTP, when all is well', () => {
  it.each([
    ['frontend', PAGE, '/shop', '/shop'],
    ['api_health', { body: { ok: true } }, '/prod', '/prod/health'],
    ['api_hello', { body: 'hello' }, '/prod//', '/prod/hello'],
  ])('say the status and the time: %s', async (name, good, base, path) => {
    answer = good;
    const env = { FRONTEND_URL: `${site.url}${base}`, INPUT_API_BASE: ` ${site.url}${base} ` };
    const { code, result } = await check(name, env);
    expect({ code, result }).toEqual({
      code: 0,
      result: { ok: true, details: 'HTTP 200', status: 200, ms: expect.any(Number) },
    });
    expect(site.requests.map((request) => `${request.method} ${request.path}`)).toEqual([`GET ${path}`]);
  });

  it('read what a server packs as browsers do', async () => {
    answer = { body: new Uint8Array(gzipSync('{"ok":true}')), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } };
    expect((await check('api_health', { INPUT_API_BASE: site.url })).code).toBe(0);
  });
});

describe('the checks over HTTP, when something is wrong', () => {
  it.each<[string, StubResponse, number | undefined, string]>([
    ['frontend', { body: {} }, 200, 'what comes is not HTML'],
    ['frontend', { status: 403 }, 403, 'it must answer without signing in; look at the variable FRONTEND_BASE_URL'],
    ['frontend', { status: 301, headers: { location: '/there' } }, 301, 'a redirect: give its final address'],
    ['api_health', { status: 503 }, 503, 'read the logs of what serves it'],
    ['api_health', { status: 404 }, 404, 'nothing there: look at the input api_base'],
    ['api_hello', { status: 204 }, 204, 'not 200'],
    ['api_health', PAGE, 200, 'a web page answers instead of the API: look at the input api_base'],
    ['api_health', { headers: JSON_TYPE, body: '<!doctype html><html>' }, 200, 'a web page answers'],
    ['api_hello', { headers: JSON_TYPE, body: '' }, 200, 'nothing comes with it'],
    ['api_hello', { headers: { 'content-type': 'image/png' }, body: 'x' }, 200, 'neither JSON nor plain text'],
    ['api_hello', { headers: JSON_TYPE, body: '{"ok":' }, 200, 'says JSON and is not'],
    ['api_hello', { headers: JSON_TYPE, body: `"${'x'.repeat(70_000)}"` }, 200, 'far more comes'],
    ['api_hello', { body: 'ok', headers: { 'content-encoding': 'gzip' } }, undefined, 'no browser can unpack'],
    ['api_hello', { body: '\u001f', headers: { 'content-encoding': 'lz4' } }, 200, '(Content-Encoding: lz4)'],
    ['api_hello', { body: 'and so on', stalled: true }, undefined, 'no answer in time'],
    ['api_hello', { status: 503, body: 'and so on', stalled: true }, 503, 'read the logs'],
    ['api_health', { status: 403, body: { message: 'Missing Authentication Token' } }, 403, 'no such route or stage'],
    ['api_health', { status: 403, body: { message: 'Forbidden' } }, 403, 'no such stage, or a key is wanted'],
    ['api_health', { status: 403, body: '<?xml version="1.0"?><Error/>' }, 403, 'looks like a page or a file store'],
    ['frontend', { status: 403, body: '<?xml version="1.0"?><Error/>' }, 403, 'nothing is served there'],
    ['frontend', { body: '' }, 200, 'no HTML in what comes'],
    [
      'frontend',
      { body: 'not packed at all', headers: { 'content-encoding': 'br' } },
      undefined,
      'no browser can unpack',
    ],
    ['api_hello', 'hang', undefined, 'no answer in time'],
    ['api_hello', 'break', undefined, 'the connection failed'],
  ])('%s fails and says what to do: %j', async (name, bad, status, details) => {
    answer = bad;
    const limit = { VALINE_HTTP_TIMEOUT_MS: bad === 'hang' || (bad !== 'break' && bad.stalled) ? '300' : '10000' };
    const { code, result } = await check(name, { FRONTEND_URL: site.url, INPUT_API_BASE: site.url, ...limit });
    const seen = status === undefined ? {} : { status };
    expect(result).toEqual({ ok: false, details: expect.stringContaining(details), ms: expect.any(Number), ...seen });
    expect(code).toBe(1);
    expect(site.requests.length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['it speaks no TLS', () => site.url.replace('http:', 'https:'), 'TLS does not come about'],
    ['it ends in a fragment', () => `${site.url}/#`, 'is no http(s) address without'],
    ['it has a query', () => `${site.url}/v1?`, 'is no http(s) address without'],
    ['it is a path', () => '/api', 'is no http(s) address'],
    ['it is a file', () => 'file:///etc/hosts', 'is no http(s) address'],
    ['it holds a password', () => site.url.replace('//', '//me:pass@'), 'is no http(s) address'],
    ['it is a command', () => '$(touch x)`id`"; exit 0 #', 'is no http(s) address'],
  ])('an API fails when %s', async (_, address, details) => {
    answer = PAGE;
    const { code, result } = await check('api_health', { INPUT_API_BASE: address() });
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { ok: false, details: expect.stringContaining(details) },
    });
    expect(site.requests).toEqual([]);
  });

  it('an API fails where nothing listens', async () => {
    await site.close();
    const { code, result } = await check('api_health', { INPUT_API_BASE: site.url });
    expect(code).toBe(1);
    expect(result).toMatchObject({ ok: false, details: expect.stringContaining('the connection was refused') });
  });

  it.each([
    ['frontend', 'the variable FRONTEND_BASE_URL'],
    ['api_health', 'the secret VITE_API_BASE'],
    ['api_hello', 'the secret VITE_API_BASE'],
  ])('%s is not ok while its address is not configured', async (name, setting) => {
    const { code, result } = await check(name, {});
    expect(code).toBe(1);
    expect(result).toEqual({ ok: false, details: expect.stringContaining(`not configured: set ${setting}`) });
  });
});

describe("the repository's own API base", () => {
  it.each<[string, StubResponse]>([
    ['when it answers', { body: 'ok' }],
    ['when it fails', { status: 500 }],
    ['when it redirects', { status: 302, headers: { location: 'https://secret.example/x' } }],
  ])('is masked and shown nowhere: %s', async (_, given) => {
    answer = given;
    const { log, result } = await check('api_health', { DEFAULT_API_BASE: `${site.url}/prod/` });
    const shown = log.replaceAll(/^::add-mask::.*\n/gm, '');
    expect(`${shown}${JSON.stringify(result)}`).not.toMatch(/127\.0\.0\.1|prod|secret\.example/);
    const host = site.url.slice('http://'.length);
    expect(log.match(/(?<=::add-mask::).*/g)).toEqual([`${site.url}/prod/`, `${site.url}/prod`, host]);
  });

  it('gives way to one that a person gave', async () => {
    answer = { body: 'hello' };
    const { code } = await check('api_hello', { INPUT_API_BASE: site.url, DEFAULT_API_BASE: 'http://127.0.0.1:1' });
    expect(code).toBe(0);
  });
});
