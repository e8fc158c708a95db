/** The real probe against a real server that misbehaves: a finding each time, in time, without growing. */
import { createServer, type ServerResponse } from 'node:http';
import { createProbe } from '@valine/safe-http/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkEndpoints } from './check-endpoints.ts';

const ASSET = '/assets/index-DiwrgTda.js';
const SCRIPT = { 'content-type': 'text/javascript' };
const CHUNK = Buffer.alloc(64 * 1024, 'x');

type Routes = Record<string, (response: ServerResponse) => unknown>;

function html(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-cache' });
  response.end(`<!doctype html><script src="${ASSET}"></script>`);
}

function endless(response: ServerResponse): void {
  const write = () => {
    while (!response.destroyed && response.write(CHUNK));
  };
  response.on('drain', write);
  response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-cache' });
  write();
}

const WELL: Routes = {
  '/': html,
  '/index.html': html,
  [ASSET]: (response) => response.writeHead(200, { ...SCRIPT, 'cache-control': 'max-age=31536000' }).end('x'),
  '/health': (response) => response.setHeader('content-type', 'application/json').end('{}'),
  '/hello': (response) => response.setHeader('content-type', 'application/json').end('{}'),
};

const redirect = (to: string) => (response: ServerResponse) => response.writeHead(302, { location: to }).end();

async function check(routes: Routes, withinMs = 10_000) {
  const answers: Routes = { ...WELL, ...routes };
  const server = createServer(({ url = '' }, response) => answers[url]?.(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const policy = { allowedDomains: [], safeLocal: false, trustedOrigins: [origin] };
  const probe = createProbe({ policy, resolver: { resolve: async () => [] }, clock: Date });
  const results = await checkEndpoints(
    { probe, clock: Date },
    { frontendBaseUrl: origin, apiBase: origin, customChecks: [] },
    withinMs,
  );
  return Object.fromEntries(results.map(({ name, verdict, details }) => [name, `${verdict}: ${details}`]));
}

describe('an endpoint', () => {
  it('that is well is ok', async () => {
    const verdicts = Object.values(await check({})).map((text) => text.split(':')[0]);
    expect(verdicts).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it.each<[string, Routes, string, string]>([
    ['streams for ever', { '/': endless }, 'GET /', 'bad: more than 512 KB'],
    ['streams for ever where JSON is wanted', { '/health': endless }, 'API /health', 'bad: more than 64 KB'],
    ['redirects in a circle', { '/': redirect('/a'), '/a': redirect('/') }, 'GET /', 'bad: redirects in a circle'],
    [
      'redirects to a local address',
      { '/health': redirect('http://169.254.169.254/') },
      'API /health',
      'bad: the URL is refused',
    ],
    ['answers 200 with the wrong type', { '/hello': html }, 'API /hello', 'bad: text/html'],
    ['breaks off', { '/hello': (response) => response.destroy() }, 'API /hello', 'bad: no connection'],
  ])('that %s is a finding', async (_, routes, name, finding) => {
    expect((await check(routes))[name]).toBe(finding);
  });

  it('that hangs is a finding once the time is over, and the others are read', async () => {
    const hang = () => undefined;
    expect(await check({ '/': hang, '/health': hang }, 3000)).toMatchObject({
      'GET /': 'bad: no whole answer in time',
      'GET /index.html': 'ok: Cache-Control: no-cache',
      'API /health': 'bad: no whole answer in time',
      'API /hello': 'ok: application/json',
    });
  });
});
