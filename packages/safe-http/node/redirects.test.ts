import { describe, expect, it } from 'vitest';
import { startServer, type TestServer, testProbe } from './test-server.ts';

const limits = { withinMs: 10_000, maxBytes: 1_000 };

/** Answers `/n` with a redirect to `/n+1`, and the last with 200. */
function startChain(length: number): Promise<TestServer> {
  return startServer(({ url = '' }, response) => {
    const at = Number(url.slice(1));
    if (at >= length) response.end('arrived');
    else response.writeHead(302, { location: `/${at + 1}` }).end('x'.repeat(100));
  });
}

function startRedirect(location: string, status = 302): Promise<TestServer> {
  return startServer(({ url }, response) => {
    if (url === '/arrived') response.end('arrived');
    else response.writeHead(status, { location }).end();
  });
}

describe('redirects', () => {
  it('are followed five times', async () => {
    const server = await startChain(5);
    const answer = await testProbe([server.url]).get(`${server.url}/0`, limits);
    expect(answer).toMatchObject({ status: 200, finalUrl: `${server.url}/5` });
    await server.allClosed();
    expect(server.connections).toEqual({ opened: 6, closed: 6 });
  });

  it('are not followed a sixth time', async () => {
    const server = await startChain(6);
    const answer = await testProbe([server.url]).get(`${server.url}/0`, limits);
    expect(answer).toMatchObject({
      problem: 'too_many_redirects',
      detail: expect.stringContaining('more than 5 times'),
    });
    expect(server.seen).toHaveLength(6);
  });

  it('are not followed in a circle', async () => {
    const server = await startServer(({ url }, response) =>
      response.writeHead(307, { location: url === '/a' ? '/b#again' : '/a' }).end(),
    );
    const answer = await testProbe([server.url]).get(`${server.url}/a`, limits);
    expect(answer).toMatchObject({ problem: 'redirect_loop' });
    expect(server.seen.map(({ path }) => path)).toEqual(['/a', '/b']);
  });

  it('leave no connection open, however long what they say beside is', async () => {
    const server = await startServer(({ url }, response) => {
      if (url === '/arrived') response.end();
      else response.writeHead(302, { location: '/arrived' }).write('x'.repeat(1_000_000));
    });
    // Longer than a test may take: it is not the time limit that closes them.
    const answer = await testProbe([server.url]).get(server.url, { ...limits, withinMs: 60_000 });
    expect(answer).toMatchObject({ status: 200 });
    await server.allClosed();
    expect(server.connections.closed).toBe(2);
  });

  it.each([301, 302, 303, 307, 308])('are followed with status %i', async (status) => {
    const server = await startRedirect('/arrived', status);
    expect(await testProbe([server.url]).get(server.url, limits)).toMatchObject({ status: 200 });
  });

  it.each([300, 304, 305, 200, 201])('are none with status %i', async (status) => {
    const server = await startRedirect('/arrived', status);
    expect(await testProbe([server.url]).get(server.url, limits)).toMatchObject({ status });
  });

  it.each(['http://[bad', 'https://'])('are an answer as it is where they lead nowhere: %s', async (location) => {
    const server = await startRedirect(location);
    expect(await testProbe([server.url]).get(server.url, limits)).toMatchObject({
      status: 302,
      finalUrl: `${server.url}/`,
    });
  });
});

describe('a redirect', () => {
  it.each([
    ['http://169.254.169.254/latest/meta-data/', 'http://169.254.169.254'],
    ['https://169.254.169.254/latest/meta-data/', 'https://169.254.169.254'],
    ['https://0xa9fea9fe/', 'https://169.254.169.254'],
    ['//10.0.0.1/', 'http://10.0.0.1'],
    ['\\\\10.0.0.1\\admin', 'http://10.0.0.1'],
    ['/\\10.0.0.1', 'http://10.0.0.1'],
    ['https:\\\\10.0.0.1', 'https://10.0.0.1'],
    ['https://localhost/', 'https://localhost'],
    ['https://[::ffff:7f00:1]/', 'https://[::ffff:7f00:1]'],
    ['https://user:secret@example.com/', 'https://example.com'],
    ['https://example.com:22/', 'https://example.com:22'],
    ['http://example.com/', 'http://example.com'],
    ['file:///etc/passwd', 'a `file:` URL'],
    ['gopher://127.0.0.1:6379/_', 'a `gopher:` URL'],
    ['javascript:alert(1)', 'a `javascript:` URL'],
  ])('to %s is not followed', async (location, origin) => {
    const server = await startRedirect(location);
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({
      problem: 'refused_url',
      detail: expect.stringContaining(`It redirects to ${origin}`),
    });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(server.seen).toHaveLength(1);
  });

  it('to another port of the same machine is not followed', async () => {
    const other = await startServer((_, response) => response.end('secret'));
    const server = await startRedirect(`http://127.0.0.1:${other.port}/`);
    expect(await testProbe([server.url]).get(server.url, limits)).toMatchObject({ problem: 'refused_url' });
    expect(other.connections.opened).toBe(0);
  });

  it('out of the allowed domains is not followed', async () => {
    const server = await startRedirect('https://example.org/');
    const probe = testProbe([server.url], { policy: { allowedDomains: ['example.com'] } });
    expect(await probe.get(server.url, limits)).toMatchObject({
      detail: expect.stringContaining('not in a domain that this team admits'),
    });
  });

  it('to a name without an address is told as such', async () => {
    const server = await startRedirect('https://unknown.example.com/');
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ problem: 'dns', detail: expect.stringContaining('https://unknown.example.com') });
  });
});
