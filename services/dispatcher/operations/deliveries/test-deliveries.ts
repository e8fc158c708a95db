/** A sweep over GitHub's log of deliveries, every five minutes. */
import { DELIVERIES_ID } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { parseSettings } from '@valine/settings';
import {
  buildPlan,
  countingStore,
  type FakeHooks,
  fakeHooks,
  manualClock,
  recordingLogger,
  recordingQueues,
} from '@valine/testing';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import { lookAtDeliveries } from './handle.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const EVERY_MS = 5 * MINUTE;
export const OUR_REPOSITORY = 12;

type Options = { of?: Parameters<typeof fakeHooks>[1]; hasChannel?: boolean; callMs?: number; rules?: object };

/** `rules`: for notifications. `callMs`: how long GitHub takes to send one again; a function lives for thirty seconds. */
export function testDeliveries({ of, hasChannel = true, callMs = 0, rules = {} }: Options = {}) {
  const clock = manualClock();
  const missed: FakeHooks = fakeHooks(clock, of);
  const given = { NOTIFICATION_RULES: JSON.stringify(rules) };
  const { NOTIFICATION_RULES: notificationRules } = parseSettings(given, ['NOTIFICATION_RULES']);
  const { settings } = testDispatcher({ notificationRules, ...(hasChannel && { channelId: '900' }) });
  const store = countingStore(createMemoryStore(clock));
  const queues = recordingQueues();
  const slowly = async () => {
    const hooks = await missed.hooks.connect();
    const redeliver: typeof hooks.redeliver = async (...given) => {
      clock.advance(callMs);
      await hooks.redeliver(...given);
    };
    return { ...hooks, redeliver };
  };
  let repositoryId = OUR_REPOSITORY;
  const names = { id: async () => repositoryId, isOurs: async () => true };
  const hooks = { ...missed.hooks, connect: slowly };
  const ports = { store, queues, clock, settings, names, hooks, logger: recordingLogger() };
  const sweep = async () => {
    const began = clock.now();
    await lookAtDeliveries({ ...ports, deadline: began + 30_000 });
    clock.advance(EVERY_MS - (clock.now() - began));
  };
  return {
    ...ports,
    missed,
    /** The setting names another repository from now on. */
    moveTo: (id: number) => {
      repositoryId = id;
    },
    sweep,
    sweeps: async (count: number) => {
      for (let index = 0; index < count; index += 1) await sweep();
    },
    /** Ids of what was sent again, in order. */
    sentAgain: () => missed.calls.flatMap((call) => (call.startsWith('redeliver ') ? [Number(call.slice(10))] : [])),
    told: () => queues.sent.filter(({ queue }) => queue === 'notify').map(({ body }) => textOf(Object(body).message)),
    compared: () => queues.sent.filter(({ queue }) => queue === 'poll').map(({ body }) => Object(body).planId),
    record: () => store.find('deliveries', DELIVERIES_ID),
    openPlan: (id = 'plan-0000000000') => store.create(buildPlan({ id, state: 'in_progress' })),
  };
}
