/** Two copies of one interaction see different facts: one refuses, the other begins. What was begun counts. */
import type { Notification } from '@valine/contracts';
import type { StoredRecord } from '@valine/records';
import { expect, it } from 'vitest';
import { type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';

const ADDRESS = 'https://app.example.com';

/** A name that resolves for every copy but the first. */
function flakyFirst({ resolver }: TestDispatcher): void {
  const { resolve } = resolver;
  resolver.resolve = async () => {
    resolver.resolve = resolve;
    throw new Error('ENOTFOUND');
  };
}

/** Another copy runs from beginning to end just before the first record of this kind is created. */
function beforeCreating(dispatcher: TestDispatcher, kind: StoredRecord['kind'], act: () => Promise<void>): void {
  const { create } = dispatcher.store;
  dispatcher.store.create = async (record) => {
    if (record.kind !== kind) return create(record);
    dispatcher.store.create = create;
    await act();
    return create(record);
  };
}

function newestShown({ queues }: TestDispatcher, key: string): string {
  const all = queues.sent.map(({ body }) => body as Notification).filter((each) => each.key === key);
  return all.toSorted((one, other) => other.revision - one.revision)[0]?.message.content ?? '(nothing)';
}

it.each([
  ['refuses while another begins', 'request'],
  ['begins while another refuses', 'tracking'],
] as const)('a copy that %s', async (_, kind) => {
  const dispatcher = testDispatcher();
  const request = dispatcher.requested('diagnose', { frontend_url: ADDRESS });
  if (kind === 'request') flakyFirst(dispatcher);
  beforeCreating(dispatcher, kind, async () => {
    if (kind === 'tracking') flakyFirst(dispatcher);
    await dispatcher.take(request);
  });
  await dispatcher.take(request);
  expect(await dispatcher.store.listTrackings('open', 9)).toHaveLength(1);
  expect(dispatcher.repository.calls).toEqual(['dispatchWorkflow']);
  expect(newestShown(dispatcher, `reply:${request.id}`)).not.toContain('reason_code');
});

it('a refusal that comes after what another copy has begun is none', async () => {
  const dispatcher = testDispatcher();
  const request = dispatcher.requested('diagnose', { frontend_url: ADDRESS });
  await dispatcher.take(request);
  flakyFirst(dispatcher);
  await dispatcher.take(request);
  expect(await dispatcher.store.find('request', request.id)).toBeUndefined();
  expect(newestShown(dispatcher, `reply:${request.id}`)).not.toContain('reason_code');
});

it('a refusal that another copy has overtaken leaves nothing to send', async () => {
  const dispatcher = testDispatcher();
  const request = dispatcher.requested('diagnose', { frontend_url: ADDRESS });
  flakyFirst(dispatcher);
  beforeCreating(dispatcher, 'request', async () => {
    await dispatcher.take(request);
    dispatcher.queues.failNext(1);
  });
  await dispatcher.take(request).catch(() => {});
  await dispatcher.take(request);
  expect(await dispatcher.store.find('request', request.id)).toMatchObject({ outbox: [] });
});
