/** What GitHub keeps elsewhere: two servers, one of which must never learn who we are. */
import type { StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf, serve } from '../test-connection.ts';

const ZIP = Buffer.from('PK\u0003\u0004 a summary');
const [ARTIFACT, LOG] = ['/repos/acme/web/actions/artifacts/8/zip', '/repos/acme/web/actions/jobs/6/logs'];

/** An API that leads to a storage, which answers so. */
async function connect(stored: StubResponse) {
  const storage = await serve(stored);
  const location = `${storage.url}/blob?signature=secret`;
  return { storage, ...(await connectTo({ status: 302, headers: { location } })) };
}

describe('the storage', () => {
  it('is asked without our token, our name and our version of the API', async () => {
    const { actions, server, storage } = await connect({ body: ZIP });
    expect(await actions.downloadArtifact(8, 1000)).toEqual({ kind: 'read', bytes: ZIP });
    await actions.readLogTail(6, 1000);
    expect(server.requests.map(({ path, headers }) => [path, headers.authorization?.slice(0, 5)])).toEqual([
      [ARTIFACT, 'token'],
      [LOG, 'token'],
    ]);
    expect(storage.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /blob?signature=secret',
      'GET /blob?signature=secret',
    ]);
    for (const { headers } of storage.requests) {
      expect(Object.keys(headers)).not.toContain('authorization');
      expect(Object.keys(headers)).not.toContain('x-github-api-version');
      expect(JSON.stringify(headers)).not.toContain('ghp_');
    }
  });

  it.each<[string, StubResponse]>([
    ['refuses the signature', { status: 403, body: '<Error>AuthenticationFailed</Error>' }],
    ['fails', { status: 500 }],
    ['drops the connection', 'break'],
    ['breaks off', { body: ZIP, broken: true }],
    ['does not answer', 'hang'],
    ['stays silent halfway', { body: ZIP, stalled: true }],
  ])('that %s is unavailable, in time, without its signed URL', async (_, stored) => {
    const { actions, storage } = await connect(stored);
    for (const call of [actions.downloadArtifact, actions.readLogTail]) {
      const failure = await failureOf(call(8, 1000, 150));
      expect(failure).toMatchObject({ reason: 'unavailable', detail: expect.stringMatching(/./) });
      expect(`${failure.message}${failure.stack}${JSON.stringify(failure)}`).not.toContain('secret');
    }
    expect(storage.requests).toHaveLength(2);
  });

  it('that has it no more', async () => {
    const { actions } = await connect({ status: 404, body: '<Error>BlobNotFound</Error>' });
    expect(await actions.downloadArtifact(8, 1000)).toEqual({ kind: 'missing' });
    expect(await actions.readLogTail(6, 1000)).toBeUndefined();
    const gone = await connect({ status: 410 });
    expect(await gone.actions.downloadArtifact(8, 1000)).toEqual({ kind: 'expired' });
    expect(await gone.actions.readLogTail(6, 1000)).toBeUndefined();
  });
});

describe('the API', () => {
  it.each([
    [404, 'missing'],
    [410, 'expired'],
  ])('that answers %i says that it is %s', async (status, kind) => {
    const { actions } = await connectTo({ status, body: { message: 'Artifact has expired' } });
    expect(await actions.downloadArtifact(8, 1000)).toEqual({ kind });
    expect(await actions.readLogTail(6, 1000)).toBeUndefined();
  });

  it('may give it itself', async () => {
    const { actions } = await connectTo(({ path }) => ({ body: path === LOG ? '2026-03-02T09:00:00Z a\n' : ZIP }));
    expect(await actions.downloadArtifact(8, 1000)).toEqual({ kind: 'read', bytes: ZIP });
    expect(await actions.downloadArtifact(8, 5)).toEqual({ kind: 'too_large' });
    expect(await actions.readLogTail(6, 1000)).toBe('a');
  });

  it('first tells where a renamed repository is: that is asked with the token', async () => {
    const storage = await serve({ body: ZIP });
    const { actions, server } = await connectTo(({ path }) =>
      path === ARTIFACT
        ? { status: 301, headers: { location: '/repositories/1/actions/artifacts/8/zip' } }
        : { status: 302, headers: { location: storage.url } },
    );
    expect(await actions.downloadArtifact(8, 1000)).toEqual({ kind: 'read', bytes: ZIP });
    expect(server.requests[1]).toMatchObject({
      path: '/repositories/1/actions/artifacts/8/zip',
      headers: { authorization: expect.stringContaining('ghp_') },
    });
    expect(storage.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('has not moved to another host: that would be told the token', async () => {
    const storage = await serve({ body: ZIP });
    const { actions } = await connectTo({ status: 301, headers: { location: `${storage.url}/zip` } });
    expect(await failureOf(actions.downloadArtifact(8, 1000))).toMatchObject({ reason: 'unavailable' });
    expect(storage.requests).toEqual([]);
  });

  it.each([{}, { location: 'http://' }, { location: 'file:///etc/passwd' }, { location: 'data:text/plain,x' }])(
    'that leads nowhere is unavailable: %j',
    async (headers) => {
      const { actions } = await connectTo({ status: 302, headers });
      expect(await failureOf(actions.downloadArtifact(8, 1000))).toMatchObject({ reason: 'unavailable' });
    },
  );
});

describe('a download without end', () => {
  const KIB = 1024;

  /** Gives what the storage does not end to give; `taken` counts its KiB. */
  function endless(location: string) {
    const seen = { taken: 0, cancelled: false };
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      seen.taken += 1;
      controller.enqueue(Buffer.alloc(KIB, 'x\n'));
    };
    const cancel = () => {
      seen.cancelled = true;
    };
    const fetch: typeof globalThis.fetch = async (input) => {
      if (String(input) !== location) return new Response(null, { status: 302, headers: { location } });
      return new Response(new ReadableStream({ pull, cancel }));
    };
    return { fetch, seen };
  }

  it('is too large after as much as may be kept', async () => {
    const { fetch, seen } = endless('https://storage.test/blob');
    const { actions } = await connectTo({}, { fetch, baseUrl: 'https://api.test' });
    expect(await actions.downloadArtifact(8, 64 * KIB)).toEqual({ kind: 'too_large' });
    expect(seen.cancelled).toBe(true);
    expect(seen.taken).toBeLessThan(70);
  });

  it('never leaves the safe way once it is on it', async () => {
    const { fetch, seen } = endless('http://storage.test/blob');
    const { actions } = await connectTo({}, { fetch, baseUrl: 'https://api.test' });
    expect(await failureOf(actions.downloadArtifact(8, 1000))).toMatchObject({ reason: 'unavailable' });
    expect(seen.taken).toBe(0);
  });
});

it('of a long log only the end is kept, in whole lines', async () => {
  const log = Array.from({ length: 50_000 }, (_, line) => `2026-03-02T09:00:00.0000000Z line ${line}\n`).join('');
  const { actions } = await connect({ body: log });
  const tail = await actions.readLogTail(6, 100);
  expect(tail).toBe('line 49998\nline 49999');
});
