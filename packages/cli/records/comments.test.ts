import type { CommentRecord } from '@valine/records';
import { buildEffect } from '@valine/testing';
import { expect, it } from 'vitest';
import { NOW, testTerminal } from '../test-terminal.ts';

const COMMENT: CommentRecord = {
  kind: 'comment',
  id: 'comment-9001',
  version: 2,
  commentId: 9001,
  on: 101,
  by: 'grace',
  verb: 'status',
  planId: 'plan-b6jkzmw1xb',
  number: 8,
  repository: 'acme/web',
  cardKey: 'reply:7',
  requestedAt: NOW - 120_000,
  updatedAt: NOW - 60_000,
  applied: ['d1'],
  effects: [buildEffect({ kind: 'react', parked: { reason: 'GitHub did not react.', at: NOW - 60_000 } })],
  outbox: [],
  expiresAt: NOW / 1000 + 1000,
};

it('a command in a comment is shown by its id', async () => {
  const { run, store } = testTerminal();
  await store.create(COMMENT);
  expect((await run('show comment-9001')).stdout).toMatchInlineSnapshot(`
    "comment-9001  /valine status on #101
    acme/web, about the task of #8 in plan-b6jkzmw1xb, requested by grace 2m ago, changed 1m ago (version 2)

    EFFECT  WHAT   STATE
    e1      react  PARKED 1m ago: GitHub did not react.

    Applied     1 interactions and deliveries
    To be sent  nothing
    Message     not shown yet"
  `);
});

it('its answer is resolved with its name, as the thread says', async () => {
  const { run, store, queues } = testTerminal();
  await store.create(COMMENT);
  expect((await run('resolve e1 --retry --run comment-9001')).code).toBe(0);
  expect(queues.sent).toMatchObject([
    { queue: 'dispatch', body: { type: 'effect.due', ownerId: 'comment-9001', ownerKind: 'comment', effectId: 'e1' } },
  ]);
});
