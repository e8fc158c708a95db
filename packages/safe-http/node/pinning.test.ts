import { describe, expect, it } from 'vitest';
import { changingResolver, fixedResolver } from '../test-resolver.ts';
import { freePort, startServer, testProbe } from './test-server.ts';

const limits = { withinMs: 10_000, maxBytes: 1_000 };
const PUBLIC = '93.184.216.34';

describe('a name whose addresses change between check and connection', () => {
  it('is connected to at the address that was checked, and asked for once', async () => {
    const server = await startServer((_, response) => response.end('hello'));
    const resolver = changingResolver({ 'app.example.com': [['127.0.0.1'], ['169.254.169.254']] });
    const answer = await testProbe([server.url], { resolver }).get(server.url, limits);
    expect(answer).toMatchObject({ status: 200 });
    expect(resolver.lookups).toEqual(['app.example.com']);
  });

  it('does not lead to this machine when it was public at the check', async () => {
    const server = await startServer((_, response) => response.end('secret'));
    const resolver = changingResolver({ 'app.example.com': [[PUBLIC], ['127.0.0.1']] });
    // Tests reach nothing but this machine, so that the pinned address fails with its name.
    const answer = await testProbe([server.url], { resolver }).get(server.url, limits);
    expect(answer).toMatchObject({ problem: 'connection' });
    expect(server.connections.opened).toBe(0);
    expect(resolver.lookups).toEqual(['app.example.com']);
  });

  it('is checked again at every redirect, by one question each', async () => {
    const server = await startServer((_, response) => response.writeHead(302, { location: '/next' }).end());
    const resolver = changingResolver({ 'app.example.com': [['127.0.0.1'], ['169.254.169.254']] });
    const answer = await testProbe([server.url], { resolver }).get(server.url, limits);
    expect(answer).toMatchObject({
      problem: 'refused_url',
      detail: expect.stringContaining('The host name leads to an address that is not on the public internet'),
    });
    expect(resolver.lookups).toEqual(['app.example.com', 'app.example.com']);
    expect(server.seen.map(({ path }) => path)).toEqual(['/']);
  });

  it('is not connected to when one of several addresses is not public, whichever it is', async () => {
    const server = await startServer((_, response) => response.end('secret'));
    for (const addresses of [
      [PUBLIC, '127.0.0.1'],
      ['127.0.0.1', PUBLIC],
    ]) {
      const resolver = fixedResolver({ 'evil.example.com': addresses });
      const url = `https://evil.example.com:8443/`;
      expect(await testProbe([], { resolver }).get(url, limits)).toMatchObject({ problem: 'refused_url' });
    }
    expect(server.connections.opened).toBe(0);
  });
});

describe('a name with several addresses', () => {
  it('is tried at the next one where the first cannot be reached', async () => {
    const server = await startServer((_, response) => response.end('hello'));
    const resolver = fixedResolver({ 'app.example.com': [PUBLIC, '127.0.0.1'] });
    expect(await testProbe([server.url], { resolver }).get(server.url, limits)).toMatchObject({ status: 200 });
  });

  it('is tried over IPv4 first, whose failure is the one that is told', async () => {
    const url = `http://app.example.com:${await freePort()}`;
    const resolver = fixedResolver({ 'app.example.com': ['2606:2800:21f::1', '127.0.0.1'] });
    const answer = await testProbe([url], { resolver }).get(url, limits);
    expect(answer).toMatchObject({ problem: 'connection', detail: expect.stringContaining('ECONNREFUSED') });
  });

  it('is asked for an answer once, also where that breaks off', async () => {
    const server = await startServer((_, response) => response.destroy());
    const resolver = fixedResolver({ 'app.example.com': ['127.0.0.1', '127.0.0.1'] });
    expect(await testProbe([server.url], { resolver }).get(server.url, limits)).toMatchObject({
      problem: 'connection',
    });
    expect(server.seen).toHaveLength(1);
  });
});
