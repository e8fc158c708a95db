import { describe, expect, it } from 'vitest';
import { decideAsset } from './decide-asset.ts';

function decide(file: string, type: string) {
  const kept = { 'cache-control': 'public, max-age=31536000, immutable' };
  const headers = type === '' ? kept : { ...kept, 'content-type': type };
  const asset = new URL(`https://app.example.com/assets/${file}`);
  const seen = { status: 200, headers, text: 'x', truncated: false, ms: 4, finalUrl: asset.href };
  return decideAsset({ asset, seen });
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
