import { describe, expect, it, onTestFinished } from 'vitest';
import { startSite } from './start-site.ts';

async function site() {
  const started = await startSite({ frontend: 0, api: 0 });
  onTestFinished(started.close);
  return started;
}

const headersOf = (response: Response) => [
  response.status,
  response.headers.get('content-type'),
  response.headers.get('cache-control'),
];

describe('the site', () => {
  it('serves pages that browsers ask for again, and one asset they keep', async () => {
    const { frontendUrl } = await site();
    const page = await fetch(frontendUrl);
    expect(headersOf(page)).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(headersOf(await fetch(`${frontendUrl}/index.html`))).toEqual(headersOf(page));
    const path = /src="(\/assets\/index-[\w-]{8}\.js)"/.exec(await page.text())?.[1];
    const kept = 'public, max-age=31536000, immutable';
    expect(headersOf(await fetch(`${frontendUrl}${path}`))).toEqual([200, 'text/javascript; charset=utf-8', kept]);
    expect((await fetch(`${frontendUrl}/nowhere`)).status).toBe(404);
  });

  it('has an API of another origin', async () => {
    const { apiBase, frontendUrl } = await site();
    expect(new URL(apiBase).origin).not.toBe(new URL(frontendUrl).origin);
    for (const path of ['/health', '/hello']) expect((await fetch(`${apiBase}${path}`)).status).toBe(200);
  });

  it.each([
    ['down', { status: 503 }],
    ['missing', { status: 404 }],
    ['wrong-type', { status: 200, type: 'text/plain; charset=utf-8' }],
    ['cached', { status: 200, cache: 'public, max-age=3600' }],
    ['loop', { status: 302 }],
  ] as const)('can be %s, until it is up', async (fault, expected) => {
    const { frontendUrl, fail, up } = await site();
    fail('frontend', fault);
    const response = await fetch(frontendUrl, { redirect: 'manual' });
    const [status, type, cache] = headersOf(response);
    expect({ status, type, cache }).toMatchObject(expected);
    up('frontend');
    expect((await fetch(frontendUrl)).status).toBe(200);
  });

  it('can call the answers of the API a web page', async () => {
    const { apiBase, fail } = await site();
    fail('health', 'wrong-type');
    expect(headersOf(await fetch(`${apiBase}/health`)).slice(0, 2)).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('can leave a request without an answer', async () => {
    const { apiBase, fail } = await site();
    fail('health', 'hang');
    await expect(fetch(`${apiBase}/health`, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  });

  it('can answer for ever', async () => {
    const { apiBase, fail } = await site();
    fail('hello', 'stream');
    const reader = (await fetch(`${apiBase}/hello`)).body?.getReader();
    let bytes = 0;
    while (bytes < 100_000) bytes += (await reader?.read())?.value?.length ?? Number.NaN;
    await reader?.cancel();
    expect(bytes).toBeGreaterThanOrEqual(100_000);
  });
});
