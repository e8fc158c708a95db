import type { StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const OPEN = {
  state: 'OPEN',
  headRefOid: 'h1',
  baseRefName: 'main',
  mergeQueueEntry: { position: 2 },
  timelineItems: { nodes: [{ createdAt: '2026-03-02T09:00:00Z', reason: 'failed_checks' }] },
};
const STAND = { state: 'open', headSha: 'h1', base: 'main', entry: { position: 2 } };
const LEFT = { at: Date.UTC(2026, 2, 2, 9), reason: 'failed_checks' };

const answer = (pullRequest: unknown) => ({ data: { repository: { pullRequest } } });
const errors = (...problems: object[]) => ({ data: { repository: null }, errors: problems });

async function connected(body: unknown, headers: Record<string, string> = {}) {
  const { lookups, writer, server, requested } = await connectTo({ status: 200, body, headers });
  return {
    server,
    requested,
    find: () => lookups.findQueueStand(7),
    enqueue: () => writer.enqueuePullRequest('PR_7', 'h1'),
  };
}

describe('how a pull request stands with a merge queue', () => {
  it('is one request', async () => {
    const { find, requested, server } = await connected(answer(OPEN));
    expect(await find()).toEqual({ ...STAND, left: LEFT });
    expect(requested()).toEqual(['POST /graphql']);
    const { variables } = JSON.parse(server.requests[0]?.body ?? '{}');
    expect(variables).toEqual({ owner: 'acme', name: 'web', number: 7 });
  });

  it.each<[string, object, object]>([
    ['without a place', { mergeQueueEntry: { position: 'first' } }, { ...STAND, entry: {}, left: LEFT }],
    [
      'without a reason',
      { timelineItems: { nodes: [{ createdAt: '2026-03-02T09:00:00Z', reason: null }] } },
      { ...STAND, left: { at: LEFT.at } },
    ],
    ['that has left none', { timelineItems: { nodes: [] } }, STAND],
    ['whose time cannot be read', { timelineItems: { nodes: [{ createdAt: 'lately' }] } }, STAND],
    ['whose events are not shown', { timelineItems: null }, STAND],
  ])('can be read: %s', async (_, more, stand) => {
    const { find } = await connected(answer({ ...OPEN, ...more }));
    expect(await find()).toEqual(stand);
  });

  it('is in none where GitHub says so, and unknown where it does not', async () => {
    const none = await connected(answer({ ...OPEN, state: 'MERGED', mergeQueueEntry: null, timelineItems: null }));
    expect(await none.find()).toEqual({ state: 'merged', headSha: 'h1', base: 'main' });
    for (const lacking of ['state', 'headRefOid', 'baseRefName', 'mergeQueueEntry']) {
      const { find } = await connected(answer({ ...OPEN, [lacking]: undefined }));
      expect(await failureOf(find())).toMatchObject({ reason: 'unavailable' });
    }
  });

  it('is nothing where there is no such pull request', async () => {
    expect(await (await connected(answer(null))).find()).toBeUndefined();
    expect(await (await connected(errors({ type: 'NOT_FOUND', message: 'no' }))).find()).toBeUndefined();
  });
});

describe('an answer of 200 with errors', () => {
  it.each<[string, object, object]>([
    ['UNPROCESSABLE', { type: 'UNPROCESSABLE' }, { reason: 'invalid', status: 422, mayHaveLanded: false }],
    ['FORBIDDEN', { type: 'FORBIDDEN' }, { reason: 'forbidden', status: 403, mayHaveLanded: false }],
    ['INSUFFICIENT_SCOPES', { type: 'INSUFFICIENT_SCOPES' }, { reason: 'forbidden', mayHaveLanded: false }],
    ['what the server does not know', { extensions: { code: 'undefinedField' } }, { reason: 'invalid', status: 422 }],
    ['what names no kind', {}, { reason: 'unavailable', mayHaveLanded: true }],
  ])('is a refusal: %s', async (_, problem, expected) => {
    const { enqueue, requested } = await connected(errors({ ...problem, message: 'Pull request no.\nAnd more' }));
    expect(await failureOf(enqueue())).toMatchObject({ ...expected, detail: 'Pull request no.' });
    expect(requested()).toHaveLength(1);
  });

  it.each(['RATE_LIMITED', 'RATE_LIMIT'])('is a limit that ends when GitHub says so: %s', async (type) => {
    const headers = {
      date: 'Mon, 02 Mar 2026 09:00:00 GMT',
      'x-ratelimit-reset': `${Date.UTC(2026, 2, 2, 9, 0, 29) / 1000}`,
    };
    const { enqueue } = await connected(errors({ type, message: 'API rate limit exceeded' }), headers);
    expect(await failureOf(enqueue())).toMatchObject({
      reason: 'rate_limited',
      retryAfterSeconds: 30,
      mayHaveLanded: false,
    });
  });
});

it.each<[string, StubResponse, object]>([
  ['a lost connection', 'break', { reason: 'unavailable', mayHaveLanded: true }],
  ['a limit', { status: 200, body: errors({ type: 'RATE_LIMITED', message: 'no' }) }, { reason: 'rate_limited' }],
])('%s is not tried again by the client that spaces writes', async (_, given, expected) => {
  const { writer, requested } = await connectTo(given, { spaceWrites: true });
  expect(await failureOf(writer.enqueuePullRequest('PR_7', 'h1'))).toMatchObject(expected);
  expect(requested()).toHaveLength(1);
});

describe('putting a pull request into a queue', () => {
  it('names it and its head', async () => {
    const { enqueue, server } = await connected({ data: { enqueuePullRequest: { mergeQueueEntry: { id: 'MQE_1' } } } });
    await enqueue();
    expect(JSON.parse(server.requests[0]?.body ?? '{}')).toMatchObject({ variables: { pull: 'PR_7', head: 'h1' } });
  });

  it('may have happened where the answer shows no entry', async () => {
    const { enqueue } = await connected({ data: { enqueuePullRequest: { mergeQueueEntry: null } } });
    expect(await failureOf(enqueue())).toMatchObject({ reason: 'unavailable', mayHaveLanded: true });
  });

  it('is asked of the same host on a server of one’s own', async () => {
    const { writer, server } = await connectTo({ status: 200, body: errors({ type: 'FORBIDDEN', message: 'no' }) });
    const own = await connectTo(() => ({ status: 500, body: {} }), { baseUrl: `${server.url}/api/v3` });
    await failureOf(own.writer.enqueuePullRequest('PR_7', 'h1'));
    await failureOf(writer.enqueuePullRequest('PR_7', 'h1'));
    expect(server.requests.map(({ path }) => path)).toEqual(['/api/graphql', '/graphql']);
  });
});
