import { describe, expect, it } from 'vitest';
import { decideAsset, type SeenAsset } from './decide-asset.ts';
import type { EndpointAnswer } from './endpoint-answer.ts';

const SCRIPT = 'text/javascript';

function seenAsset(file: string, type: string, changes: Partial<EndpointAnswer> = {}, elsewhere = false): SeenAsset {
  const kept = { 'cache-control': 'public, max-age=31536000, immutable' };
  const headers = { ...(type === '' ? kept : { ...kept, 'content-type': type }), ...changes.headers };
  const url = new URL(`https://app.example.com/assets/${file}`);
  const body = { text: 'x', coding: 'sound' as const, truncated: false };
  return { url, elsewhere, seen: { status: 200, ...body, ms: 4, finalUrl: url.href, ...changes, headers } };
}

function decide(file: string, type: string, changes: Partial<EndpointAnswer> = {}) {
  return decideAsset([seenAsset(file, type, changes)]);
}

describe('the type of a hashed asset', () => {
  it.each([
    ['index-Zw3K9xcy.js', 'text/javascript; charset=utf-8'],
    ['index-Zw3K9xcy.js', 'application/javascript'],
    ['index-Zw3K9xcy.mjs', 'application/x-javascript'],
    ['index-Zw3K9xcy.JS', 'Text/ECMAScript'],
    ['index-Zw3K9xcy.css', 'text/css'],
    ['index-Zw3K9xcy.wasm', 'application/wasm'],
    ['logo-Zw3K9xcy.svg', 'image/svg+xml'],
    ['logo-Zw3K9xcy.png', 'image/png'],
    ['favicon-Zw3K9xcy.ico', 'image/vnd.microsoft.icon'],
    ['inter-Zw3K9xcy.woff2', 'font/woff2'],
    ['inter-Zw3K9xcy.woff2', 'binary/octet-stream'],
    ['app-Zw3K9xcy.webmanifest', 'application/manifest+json'],
    ['data-Zw3K9xcy.bin', 'text/plain'],
  ])('may be, of %s, %s', (file, type) => {
    expect(decide(file, type)).toMatchObject({ verdict: 'ok' });
  });

  it.each([
    ['index-Zw3K9xcy.js', 'text/plain', 'text/javascript'],
    ['index-Zw3K9xcy.js', 'application/xml', 'text/javascript'],
    ['index-Zw3K9xcy.js', 'binary/octet-stream', 'text/javascript'],
    ['index-Zw3K9xcy.js', 'application/json', 'text/javascript'],
    ['index-Zw3K9xcy.js', 'text/javascript1.9', 'text/javascript'],
    ['index-Zw3K9xcy.css', 'text/plain', 'text/css'],
    ['logo-Zw3K9xcy.jpg', 'text/plain', 'image/jpeg'],
    ['logo-Zw3K9xcy.svg', 'application/xml', 'image/svg+xml'],
    ['inter-Zw3K9xcy.woff2', 'text/plain', 'font/woff2'],
    ['app-Zw3K9xcy.wasm', 'application/octet-stream', 'application/wasm'],
  ])('may not be, of %s, %s: it should be %s', (file, type, right) => {
    const fix: unknown = expect.stringContaining(`\`${right}\``);
    expect(decide(file, type)).toMatchObject({ verdict: 'bad', details: `${file}, ${type}`, fix });
  });

  it('has to be told where browsers want it', () => {
    expect(decide('index-Zw3K9xcy.js', '')).toMatchObject({
      verdict: 'bad',
      details: 'index-Zw3K9xcy.js, no content type',
    });
  });

  it('is never that of a web page, whatever the file', () => {
    expect(decide('data-Zw3K9xcy.bin', 'text/html')).toMatchObject({ verdict: 'bad' });
  });
});

describe('what comes for a hashed asset', () => {
  const FILE = 'index-Zw3K9xcy.js';
  const packed = (coding: string) => ({ 'content-encoding': coding });

  it.each<[string, Partial<EndpointAnswer>, string]>([
    [
      'is not packed as it says',
      { text: undefined, coding: 'broken', headers: packed('gzip') },
      'Content-Encoding: gzip',
    ],
    ['is packed and does not say so', { text: '\u001f\uFFFD\b' }, 'bytes that are no text'],
    ['is the fallback page, called a script', { text: '<!doctype html>\n<html>' }, `a web page, called ${SCRIPT}`],
  ])('is bad where it %s', (_, changes, details) => {
    const fix: unknown = expect.stringMatching(/^[A-Z].*\.$/);
    expect(decide(FILE, SCRIPT, changes)).toMatchObject({ verdict: 'bad', details: `${FILE}, ${details}`, fix });
  });

  it('may hold a byte that is no word further on', () => {
    expect(decide(FILE, SCRIPT, { text: `${'const a = 1;'.repeat(20)}\u0001` })).toMatchObject({ verdict: 'ok' });
  });

  it.each([
    ['unsure', 'aws-chunked,gzip', 'unknown'],
    ['named', 'utf-8', 'ok'],
  ] as const)('names its own coding where that is %s', (coding, name, verdict) => {
    const { details, ...result } = decide(FILE, SCRIPT, { coding, headers: packed(name) });
    expect(result).toMatchObject({ verdict });
    expect(details).toContain(`Content-Encoding: ${name}`);
  });
});

describe('of several assets', () => {
  const well = seenAsset('index-OLDaaa11.js', SCRIPT);
  const missing = seenAsset('index-NEWbbb22.js', SCRIPT, { status: 404 });
  const unseen: SeenAsset = {
    ...missing,
    elsewhere: true,
    seen: { problem: 'dns', detail: 'It leads nowhere.', ms: 3 },
  };

  it('the worst is told', () => {
    const details = 'index-NEWbbb22.js, 200 wanted';
    expect(decideAsset([well, unseen, missing])).toMatchObject({ verdict: 'bad', status: 404, details });
    expect(decideAsset([well, unseen])).toMatchObject({ verdict: 'unknown' });
    expect(decideAsset([well])).toMatchObject({ verdict: 'ok' });
  });

  it('one that another origin does not show is unknown', () => {
    expect(decideAsset([unseen])).toEqual({
      ...{ name: 'Hashed asset', verdict: 'unknown', ms: 3 },
      details: 'on another origin, https://app.example.com, the host name leads nowhere',
      fix: 'The page loads it from there, and it could not be seen. It leads nowhere.',
    });
  });
});
