import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './exchange.ts';
import { startRawServer, startServer, testProbe } from './test-server.ts';

const limits = { withinMs: 10_000, maxBytes: 1_000 };
/** What hangs is cut off by this; nothing that is asserted depends on what a busy machine manages within it. */
const short = { withinMs: 100, maxBytes: 1_000 };
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';

describe('the time limit', () => {
  it.each([
    ['never answers', () => {}],
    ['never ends its headers', (socket) => socket.write(`${HEAD}X-Slow: a`)],
    ['sends headers for ever', (socket) => repeat(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), socket)],
    ['never ends its body', (socket) => socket.write(`${HEAD}Content-Length: 100\r\n\r\nhello`)],
    [
      'sends its body byte by byte',
      (socket) => {
        socket.write(`${HEAD}\r\n`);
        repeat(() => socket.write('x'), socket);
      },
    ],
  ] satisfies [string, Parameters<typeof startRawServer>[0]][])('ends an endpoint that %s', async (_, speak) => {
    const server = await startRawServer(speak);
    const answer = await testProbe([server.url]).get(server.url, short);
    expect(answer).toMatchObject({ problem: 'timeout', detail: expect.stringContaining('within 100 ms') });
    await server.allClosed();
    expect(server.connections.closed).toBe(server.connections.opened);
  });

  it('ends an endpoint whose name is never resolved', async () => {
    const resolver = { resolve: () => new Promise<string[]>(() => {}) };
    const probe = testProbe([], { resolver });
    expect(await probe.get('https://app.example.com/', short)).toMatchObject({ problem: 'timeout' });
  });

  it('is for all redirects together', async () => {
    const server = await startServer(({ url }, response) => {
      if (url === '/') response.writeHead(302, { location: '/hangs' }).end();
    });
    expect(await testProbe([server.url]).get(server.url, short)).toMatchObject({ problem: 'timeout' });
  });

  it.each([0, -1, Number.NaN, Number.MAX_SAFE_INTEGER])('may be %d', async (withinMs) => {
    const server = await startServer((_, response) => void (withinMs > 0 && response.end('hello')));
    const answer = await testProbe([server.url]).get(server.url, { withinMs, maxBytes: 10 });
    expect(answer).toMatchObject(withinMs > 0 ? { status: 200 } : { problem: 'timeout' });
  });
});

describe('the byte limit', () => {
  it('ends a stream that does not end, and the server sees its connection closed', async () => {
    let sent = 0;
    const server = await startServer((_, response) => {
      const chunk = 'x'.repeat(65_536);
      const send = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', send);
      send();
    });
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ status: 200, truncated: true, body: Buffer.from('x'.repeat(1_000)) });
    await server.allClosed();
    // What the system's own buffers take; the stream would go on for ever.
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  it('takes no more from the connection than the chunk that reaches it', async () => {
    let taken = 0;
    const endless = new Readable({
      highWaterMark: 1_000,
      read() {
        taken += 1;
        this.push(Buffer.alloc(1_000));
      },
    });
    const answer = Object.assign(endless, { statusCode: 200, headers: {} }) as unknown as IncomingMessage;
    const { body, truncated } = await readAnswer(answer, 2_500);
    expect([body.length, truncated, answer.destroyed]).toEqual([2_500, true, true]);
    expect(taken).toBeLessThanOrEqual(5);
  });

  it.each([
    [999, false, 999],
    [1_000, false, 1_000],
    [1_001, true, 1_000],
  ])('of 1,000 bytes and a body of %i', async (length, truncated, kept) => {
    const server = await startServer((_, response) => response.end('x'.repeat(length)));
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ truncated, body: { length: kept } });
  });

  it('counts a compressed body as it was sent, and never expands it', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const server = await startServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const answer = await testProbe([server.url]).get(server.url, { ...limits, maxBytes: 1_000_000 });
    expect('body' in answer && bomb.equals(answer.body)).toBe(true);
  });
});

/** Again and again until the connection is closed. */
function repeat(send: () => void, socket: NodeJS.EventEmitter): void {
  const timer = setInterval(send, 1);
  socket.once('close', () => clearInterval(timer));
}
