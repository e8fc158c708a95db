import { describe, expect, it } from 'vitest';
import { freePort, startRawServer, startServer, testProbe } from './test-server.ts';

const limits = { withinMs: 10_000, maxBytes: 1_000 };
const HEAD = 'HTTP/1.1 200 OK\r\n';

describe('an endpoint that fails', () => {
  it('by refusing the connection is told so', async () => {
    const url = `http://app.example.com:${await freePort()}`;
    const answer = await testProbe([url]).get(url, limits);
    expect(answer).toMatchObject({ problem: 'connection', detail: expect.stringContaining('ECONNREFUSED') });
  });

  it.each([
    ['not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'HPE_INVALID_CONSTANT'],
    ['a status that is none', 'HTTP/1.1 abc OK\r\n\r\n', 'HPE_INVALID_STATUS'],
    ['too much of headers', `${HEAD}X-Long: ${'a'.repeat(100_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
    ['too many headers', `${HEAD}${'X-Many: 1\r\n'.repeat(10_000)}\r\n`, 'HPE_HEADER_OVERFLOW'],
    ['lengths that contradict', `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 'HPE_'],
    ['a chunk that is none', `${HEAD}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, 'HPE_INVALID_CHUNK_SIZE'],
    ['less than it said', `${HEAD}Content-Length: 100\r\n\r\nhello`, 'ECONNRESET'],
    ['a chunk that breaks off', `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nhe`, 'ECONNRESET'],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', ''],
  ])('by answering %s is told so', async (_, text, code) => {
    const server = await startRawServer((socket) => socket.end(text));
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ problem: 'bad_answer', detail: expect.stringContaining(code) });
    await server.allClosed();
  });

  it('in a body that only the end of the connection ends is told so', async () => {
    const server = await startRawServer((socket) => socket.write(`${HEAD}\r\nhello`, () => socket.resetAndDestroy()));
    expect(await testProbe([server.url]).get(server.url, limits)).toMatchObject({ problem: 'bad_answer' });
  });

  it('by closing without an answer is told so', async () => {
    const server = await startServer((_, response) => response.destroy());
    const answer = await testProbe([server.url]).get(server.url, limits);
    expect(answer).toMatchObject({ problem: 'connection', detail: expect.stringContaining('ECONNRESET') });
  });

  it('is not asked again', async () => {
    const server = await startServer((_, response) => response.destroy());
    await testProbe([server.url]).get(server.url, limits);
    expect(server.connections.opened).toBe(1);
  });
});

it('never throws, whatever it is given', async () => {
  const odd = ['\0', '\ud800', 'https://', 'x'.repeat(100_000), 'https://[', '%', '💥'];
  const answers = await Promise.all(odd.map((url) => testProbe([]).get(url, { withinMs: 1_000, maxBytes: -1 })));
  expect(answers.map((answer) => 'problem' in answer && answer.problem)).toEqual(odd.map(() => 'refused_url'));
});
