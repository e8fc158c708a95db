import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedResolver } from '../test-resolver.ts';
import { createTestCertificate } from './test-certificate.ts';
import { startRawServer, startServer, testProbe } from './test-server.ts';

const limits = { withinMs: 10_000, maxBytes: 1_000 };
const trusted = createTestCertificate('app.example.com');
const unknown = createTestCertificate('app.example.com');
const defaults = getCACertificates('default');

describe('a connection by HTTPS', () => {
  beforeAll(() => setDefaultCACertificates([...defaults, trusted.cert]));
  afterAll(() => setDefaultCACertificates(defaults));

  it('goes to the checked address, and asks for and verifies the name', async () => {
    const server = await startServer((_, response) => response.end('hello'), trusted);
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ status: 200, finalUrl: `${server.url}/` });
    expect(server.seen).toMatchObject([
      { servername: 'app.example.com', headers: { host: `app.example.com:${server.port}` } },
    ]);
  });

  it('does not come about with a certificate that nobody vouches for', async () => {
    const server = await startServer((_, response) => response.end('hello'), unknown);
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ problem: 'tls', detail: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT') });
    expect(server.seen).toEqual([]);
  });

  it.each(['other.example.com', '127.0.0.1'])(
    'does not come about with a certificate that is not for %s',
    async (host) => {
      const server = await startServer((_, response) => response.end('hello'), trusted);
      const url = `https://${host}:${server.port}`;
      const resolver = fixedResolver({ 'other.example.com': ['127.0.0.1'] });
      const answer = await testProbe([url], { resolver }).get(url, limits);
      expect(answer).toMatchObject({ problem: 'tls', detail: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') });
      expect(server.seen).toEqual([]);
    },
  );

  it.each([
    ['does not speak TLS', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['closes at once', ''],
  ])('does not come about with one that %s', async (_, text) => {
    const server = await startRawServer((socket) => socket.end(text));
    const url = server.url.replace('http:', 'https:');
    expect(await testProbe([url]).get(url, limits)).toMatchObject({ problem: 'tls' });
  });

  it('is not left for one without, even to an origin of the configuration', async () => {
    const plain = await startServer((_, response) => response.end('read by everyone'));
    const server = await startServer((_, response) => response.writeHead(301, { location: plain.url }).end(), trusted);
    const answer = await testProbe([server.url, plain.url]).get(server.url, limits);
    expect(answer).toMatchObject({ problem: 'refused_url', detail: expect.stringContaining('redirects from https') });
    expect(plain.connections.opened).toBe(0);
  });
});
