/** Whatever Discord and the store do, in whatever order notifications come: one message, and the newest revision. */
import { FIRST_ANSWER_REVISION } from '@valine/contracts';
import type { FakeDiscord, Fault } from '@valine/discord-model';
import { GiveUp, RetryLater } from '@valine/lambda-kit';
import { type RecordStore, StoreUnavailable } from '@valine/records';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNotifier } from './create-notifier.ts';
import { CHANNEL, notification, testWorld } from './test-world.ts';

type World = ReturnType<typeof testWorld>;
type StoreFault = 'none' | 'before' | 'after';

const fault = fc.constantFrom<Fault>(
  { status: 500 },
  { status: 500, lands: true },
  { status: 0, lands: true },
  { status: 0 },
  { status: 429, retryAfterSeconds: 3 },
);
const faults = fc.array(
  fc.record({
    on: fc.constantFrom('editOriginal', 'createMessage', 'editMessage', 'recentMessages', 'createThread', 'openDirect'),
    fault,
  }),
  { maxLength: 5 },
);
const storeFaults = fc.array(fc.constantFrom<StoreFault>('none', 'none', 'none', 'before', 'after'), { maxLength: 12 });
/** First answers, and changes of them, which are claimed unread. */
const revision = fc.constantFrom(1, 2, FIRST_ANSWER_REVISION + 1, FIRST_ANSWER_REVISION + 2);
const revisions = fc.array(revision, { minLength: 1, maxLength: 5 });
/** Before which delivery the token dies, if it does. */
const death = fc.option(fc.nat(4));
const RUNS = 1000;
const place = fc.constantFrom('reply', 'late reply', 'channel');

/** The store, failing as told: before a write, or after it. */
function faultyStore(store: RecordStore, told: StoreFault[]): RecordStore {
  const fail = async <T>(write: () => Promise<T>): Promise<T> => {
    const next = told.shift() ?? 'none';
    if (next === 'before') throw new StoreUnavailable('throttled');
    const written = await write();
    if (next === 'after') throw new StoreUnavailable('timeout after the write');
    return written;
  };
  return {
    ...store,
    create: (record) => fail(() => store.create(record)),
    claimEdit: (id, edit) => fail(() => store.claimEdit(id, edit)),
    replace: (previous, next) => fail(() => store.replace(previous, next)),
  };
}

/** Hands it over as the queue would: again after the wait it is told, or after the visibility timeout. */
async function deliver(world: World, handle: () => Promise<void>): Promise<void> {
  for (let receives = 0; receives < 40; receives += 1) {
    try {
      return await handle();
    } catch (error) {
      if (error instanceof GiveUp) return;
      if (!(error instanceof RetryLater) && !(error instanceof StoreUnavailable)) throw error;
      world.clock.advance(error instanceof RetryLater ? error.afterSeconds * 1000 : 180_000);
    }
  }
  throw new Error('it never came to an end');
}

function plan(discord: FakeDiscord, told: readonly { on: string; fault: Fault }[]): void {
  for (const { on, fault: one } of told) {
    const operation = OPERATIONS.find((name) => name === on);
    if (operation !== undefined) discord.fail(operation, one);
  }
}
const OPERATIONS = [
  'editOriginal',
  'createMessage',
  'editMessage',
  'recentMessages',
  'createThread',
  'openDirect',
] as const;

it('shows one message with one thread, in the newest revision, and never two', async () => {
  let givenUp = 0;
  await fc.assert(
    fc.asyncProperty(place, revisions, faults, storeFaults, death, async (where, order, told, storeTold, dies) => {
      const world = testWorld();
      const { clock, discord } = world;
      if (where === 'late reply') clock.advance(16 * 60_000);
      plan(discord, told);
      const notifier = createNotifier({ ...world.given, store: faultyStore(world.store, [...storeTold]) });
      const to = where === 'channel' ? CHANNEL : world.reply();
      for (const [index, each] of order.entries()) {
        if (index === dies) discord.expire('token-1');
        await deliver(world, () => notifier.handle(notification(each, to, { thread: 'Plan' })));
      }
      expect(discord.messages().length).toBeLessThanOrEqual(1);
      if ((await world.record())?.parked !== undefined) {
        givenUp += 1;
        return;
      }
      expect(world.contents()).toEqual([`revision ${Math.max(...order)}`]);
      expect(discord.threads.size).toBe(1);
    }),
    { numRuns: RUNS },
  );
  expect(givenUp).toBeLessThan(RUNS / 50);
});

const TURN = {
  in: 'direct',
  personId: '7',
  instead: { under: 'run-1', message: { content: '<@7>, your turn' } },
} as const;

it('tells a person once, directly or in the thread, and never both', async () => {
  let givenUp = 0;
  await fc.assert(
    fc.asyncProperty(fc.boolean(), faults, storeFaults, async (isClosed, told, storeTold) => {
      const world = testWorld();
      const { discord, show } = world;
      await show(notification(1, CHANNEL, { thread: 'Plan' }));
      if (isClosed) discord.closeDirects('7');
      plan(discord, told);
      const notifier = createNotifier({ ...world.given, store: faultyStore(world.store, [...storeTold]) });
      for (const _ of [1, 2]) await deliver(world, () => notifier.handle(notification(1, TURN, { key: 'turn-1' })));
      const seen = discord.messages().slice(1);
      expect(seen.length).toBeLessThanOrEqual(1);
      if ((await world.record('turn-1'))?.parked === undefined)
        expect(seen.map(({ channelId }) => discord.directOf(channelId))).toEqual([isClosed ? undefined : '7']);
      else givenUp += 1;
    }),
    { numRuns: RUNS / 2 },
  );
  expect(givenUp).toBeLessThan(RUNS / 50);
});
