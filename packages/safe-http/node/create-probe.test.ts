import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { fixedResolver } from '../test-resolver.ts';
import { createProbe } from './create-probe.ts';
import { startServer, testProbe } from './test-server.ts';

const limits = { withinMs: 10_000, maxBytes: 1_000 };

describe('a probe', () => {
  it('tells the status, the body and the time that an answer took', async () => {
    const clock = manualClock();
    const server = await startServer((_, response) => {
      clock.advance(42);
      response.statusCode = 201;
      response.end('hello');
    });
    const policy = { allowedDomains: [], safeLocal: false, trustedOrigins: [server.url] };
    const probe = createProbe({ policy, resolver: fixedResolver({ 'app.example.com': ['127.0.0.1'] }), clock });
    const answer = await probe.get(`${server.url}/health?a=b#top`, limits);
    expect(answer).toMatchObject({ status: 201, truncated: false, ms: 42, finalUrl: `${server.url}/health?a=b` });
    expect('body' in answer && Buffer.from(answer.body).toString()).toBe('hello');
  });

  it('tells every header once, with all that it was given', async () => {
    const server = await startServer((_, response) => {
      response.setHeader('Cache-Control', ['no-cache', 'no-store']);
      response.setHeader('Content-Type', ['text/html', 'text/plain']);
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.end();
    });
    expect(await testProbe([server.url]).get(server.url, limits)).toMatchObject({
      headers: {
        'cache-control': 'no-cache, no-store',
        'content-type': 'text/html, text/plain',
        'set-cookie': 'a=1, b=2',
      },
    });
  });

  it('says the name it was given, and nothing about itself but its own', async () => {
    const server = await startServer((_, response) => response.end());
    await testProbe([server.url]).get(`${server.url}/a%20b?c=d`, limits);
    expect(server.seen).toEqual([
      {
        path: '/a%20b?c=d',
        headers: {
          host: `app.example.com:${server.port}`,
          accept: '*/*',
          'accept-encoding': 'identity',
          'user-agent': 'valine-orchestrator',
          connection: 'close',
        },
        servername: undefined,
      },
    ]);
  });

  it('leaves no connection open', async () => {
    const server = await startServer((_, response) => response.end('hello'));
    const probe = testProbe([server.url]);
    await Promise.all([probe.get(server.url, limits), probe.get(server.url, limits)]);
    await server.allClosed();
    expect(server.connections).toEqual({ opened: 2, closed: 2 });
  });

  it.each([
    ['https://user:password@example.com/', 'refused_url', 'has a name or a password'],
    ['http://example.com/', 'refused_url', 'does not begin with `https://`'],
    ['https://localhost/', 'refused_url', 'name of a local network'],
    ['https://169.254.169.254/', 'refused_url', 'not on the public internet'],
    ['https://mixed.example.com/', 'refused_url', 'leads to an address that is not'],
    ['https://unknown.example.com/', 'dns', 'leads to no address'],
    ['', 'refused_url', 'This is no URL'],
  ])('does not connect to %s', async (url, problem, detail) => {
    const resolver = fixedResolver({ 'mixed.example.com': ['93.184.216.34', '10.0.0.1'] });
    const answer = await testProbe([], { resolver }).get(url, limits);
    expect(answer).toMatchObject({ problem, detail: expect.stringContaining(detail), ms: 0 });
  });

  it('reaches localhost under SAFE_LOCAL', async () => {
    const server = await startServer((_, response) => response.end('hello'));
    const resolver = fixedResolver({ localhost: ['127.0.0.1'] });
    const probe = testProbe([], { resolver, policy: { safeLocal: true } });
    expect(await probe.get(`http://localhost:${server.port}/`, limits)).toMatchObject({ status: 200 });
    expect(await probe.get(`http://127.0.0.1:${server.port}/`, limits)).toMatchObject({ status: 200 });
    expect(await testProbe([]).get(`http://127.0.0.1:${server.port}/`, limits)).toMatchObject({
      problem: 'refused_url',
    });
    expect(server.seen).toHaveLength(2);
  });
});
