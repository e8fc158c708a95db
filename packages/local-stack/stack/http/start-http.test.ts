import { get } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import type { Resource } from '../monitor/resource.ts';
import { createBench } from '../test-support/stack-bench.ts';
import { startHttp } from './start-http.ts';

vi.setConfig({ testTimeout: 20_000 });

const ECHO = `export const handler = async (event) => ({ statusCode: 201, headers: { 'X-Mine': '1' }, body: JSON.stringify(event) });`;

/** Posts to a fresh stack's one route. */
async function post(handler: string, init: RequestInit, options = {}) {
  const bench = createBench();
  const stack = await bench.start(handler, { mapped: false, ...options });
  const response = await fetch(`${stack.url}/work?a=1&b=%20&a=2`, { method: 'POST', ...init });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

describe('the state of the stack', () => {
  it('is for this machine: nobody reads it through a tunnel, whatever name that goes by', async () => {
    const server = await startHttp(0);
    const invoke = () => Promise.reject(new Error('not asked'));
    server.open({
      invoke,
      state: async () => ({ queues: {} }),
      fire: async () => undefined,
      alarm: async () => undefined,
    });
    const read = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve) =>
        get(`${server.url}/local/state`, { headers }, (response) => resolve(response.resume().statusCode)),
      );
    const tunnel = { host: 'valine.example.com' };
    const statuses = await Promise.all([{}, tunnel, { 'x-forwarded-for': '203.0.113.7' }].map(read));
    await server.close();
    expect(statuses).toEqual([200, 404, 404]);
  });
});

describe('the HTTP API', () => {
  it('hands a function the request in payload format 2.0', async () => {
    const headers = [
      ['X-One', '1'],
      ['x-one', '2'],
      ['cookie', 'a=b'],
      ['content-type', 'application/json'],
    ] as [string, string][];
    const { status, headers: answered, body } = await post(ECHO, { headers, body: '{"é":1}' });
    expect([status, answered.get('x-mine')]).toEqual([201, '1']);
    expect(body).toMatchObject({
      version: '2.0',
      routeKey: 'POST /work',
      rawPath: '/work',
      rawQueryString: 'a=1&b=%20&a=2',
      queryStringParameters: { a: '1,2', b: ' ' },
      cookies: ['a=b'],
      requestContext: { http: { method: 'POST', path: '/work', sourceIp: '127.0.0.1' } },
      body: '{"é":1}',
      isBase64Encoded: false,
    });
    expect(body.headers['x-one'].replaceAll(' ', '')).toBe('1,2');
  });

  it('hands over in base64 what is not text', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const { body } = await post(ECHO, { headers, body: new Uint8Array([0, 255]) });
    expect(body).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });

  it.each([
    ['a body over 10 MB', 10 * 1024 * 1024 + 1, 'text/plain'],
    ['an event over the 6 MB Lambda takes', 6_291_556, 'text/plain'],
    ['a binary body that base64 takes over it', 5_000_000, 'image/png'],
  ])('answers 413 to %s', async (_, length, type) => {
    const { status, body } = await post(ECHO, { headers: { 'content-type': type }, body: 'x'.repeat(length) });
    expect([status, body]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  it.each([
    [
      'throws',
      "export const handler = async () => { throw new Error('secret detail'); };",
      500,
      'Internal Server Error',
    ],
    ['cannot be loaded', "throw new Error('secret detail');", 500, 'Internal Server Error'],
    ['exits', 'export const handler = async () => process.exit(3);', 500, 'Internal Server Error'],
    ['answers nonsense', 'export const handler = async () => ({ statusCode: "many" });', 500, 'Internal Server Error'],
    ['takes too long', 'export const handler = () => new Promise(() => {});', 503, 'Service Unavailable'],
  ])('tells nothing of a function that %s', async (_, handler, status, message) => {
    expect(await post(handler, {}, { timeout: 1 })).toMatchObject({ status, body: { message } });
  });

  it('answers a plain value with 200, and serves on after a crash', async () => {
    const bench = createBench();
    const crashOnce = `export const handler = async ({ body }) => body === 'crash' ? process.exit(1) : { fine: true };`;
    const stack = await bench.start(crashOnce, { mapped: false });
    const answers = [];
    for (const body of ['crash', 'ok'])
      answers.push((await fetch(`${stack.url}/work`, { method: 'POST', body })).status);
    expect(answers).toEqual([500, 200]);
  });

  it('invokes no function that the program does not permit it to', async () => {
    const bench = createBench();
    const alter = ({ type, inputs }: Resource) =>
      type === 'aws:lambda/permission:Permission' ? { ...inputs, sourceArn: 'arn:aws:execute-api:other' } : inputs;
    const stack = await bench.start(ECHO, { mapped: false }, { alter });
    expect((await fetch(`${stack.url}/work`, { method: 'POST' })).status).toBe(500);
    expect(bench.errors).toEqual([expect.stringContaining('POST /work: API Gateway may not invoke worker.')]);
  });

  it('says which port is taken', async () => {
    const bench = createBench();
    const { url } = await bench.start(ECHO);
    const port = Number(new URL(url).port);
    await expect(startHttp(port)).rejects.toThrow(`Port ${port} is in use`);
  });

  it('knows its own paths and no others', async () => {
    const bench = createBench();
    const stack = await bench.start(ECHO, { mapped: false });
    const statuses = [];
    for (const path of ['/health', '/local/state', '/work', '/other'])
      statuses.push((await fetch(stack.url + path)).status);
    expect(statuses).toEqual([200, 200, 404, 404]);
  });
});
