/** The five-minute sweep: one look after the other, each failing alone; what has turned is told once, and edited when it is over. */
import type { SweepDue } from '@valine/contracts';
import { QueueUnavailable, RetryLater } from '@valine/lambda-kit';
import { SWEEP_ID } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import type { Finding, Look } from '../look.ts';
import { handleSweepDue } from './handle.ts';

const MINUTE = 60_000;
const BAD: Finding = { check: 'disk', is: 'bad', says: 'The disk is full', mend: 'Empty it.', section: 'Disks' };
const GOOD: Finding = { check: 'disk', is: 'good' };

type Seen = readonly Finding[] | Error;

/** Sweeps five minutes apart, each of which sees what the list says for it. */
async function sweeps(seen: readonly Seen[], channelId: string | null = '900', more: readonly Look[] = []) {
  const dispatcher = testDispatcher(channelId === null ? {} : { channelId });
  const sweep = async (found: Seen) => {
    const looks: Look[] = [
      { name: 'disks', look: async () => (found instanceof Error ? raise(found) : found) },
      ...more,
    ];
    await handleSweepDue({ ...dispatcher, ...UNUSED }, dueAt(dispatcher, 0), { looks, chores: [] });
    dispatcher.clock.advance(5 * MINUTE);
  };
  for (const found of seen) await sweep(found);
  const told = () => dispatcher.queues.sent.map(({ body }) => Object(body));
  return { ...dispatcher, sweep, told, said: () => told().map(({ message }) => textOf(message)) };
}

/** Ports that no look of these tests takes. */
const UNUSED = Object();

function raise(error: Error): never {
  throw error;
}

function dueAt({ clock }: Pick<ReturnType<typeof testDispatcher>, 'clock'>, ms: number): SweepDue {
  return { type: 'sweep.due', id: 'due', slot: new Date(clock.now() + ms).toISOString() };
}

describe('a sweep that is due', () => {
  it.each([0, -15 * MINUTE, MINUTE])('about now (%i ms) is taken', async (ms) => {
    const dispatcher = testDispatcher();
    const due = dueAt(dispatcher, ms);
    await dispatcher.takeRaw(due);
    expect(await dispatcher.store.find('sweep', SWEEP_ID)).toMatchObject({ slotAt: Date.parse(due.slot) });
  });

  it.each([-15 * MINUTE - 1, MINUTE + 1, 9e11])(
    'at another time (%i ms) is not: anybody may have sent it',
    async (ms) => {
      const dispatcher = testDispatcher();
      await dispatcher.takeRaw(dueAt(dispatcher, ms));
      expect(await dispatcher.store.find('sweep', SWEEP_ID)).toBeUndefined();
    },
  );

  it('so soon after the last one is not, however often somebody asks', async () => {
    const { sweep, store, clock, ...dispatcher } = await sweeps([[GOOD]]);
    const before = await store.find('sweep', SWEEP_ID);
    clock.advance(-2 * MINUTE);
    for (let times = 0; times < 3; times += 1) await dispatcher.takeRaw(dueAt({ clock }, 0));
    expect(await store.find('sweep', SWEEP_ID)).toEqual(before);
  });
});

describe('a look that fails', () => {
  const other: Look = { name: 'doors', look: async () => [{ ...BAD, check: 'door', says: 'The door is open' }] };

  it('leaves the others alone, and is logged', async () => {
    const { said, logger } = await sweeps([new Error('no'), new Error('no')], '900', [other]);
    expect(said()).toEqual([expect.stringContaining('The door is open')]);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a look of the sweep failed' }),
    );
  });

  it.each([new RetryLater(60, 'GitHub is away'), new QueueUnavailable('SQS is away')])(
    'by what passes by itself (%s) is worth a warning',
    async (error) => {
      const { logger } = await sweeps([error]);
      expect(logger.lines).toMatchObject([{ level: 'warn', message: 'a look of the sweep failed' }]);
    },
  );

  it('changes nothing of what is known', async () => {
    const { said } = await sweeps([[BAD], new Error('no'), [BAD], new Error('no')]);
    expect(said()).toHaveLength(1);
  });
});

describe('the team is told', () => {
  it.each<[string, readonly Seen[], number]>([
    ['nothing while all is well', [[GOOD], [GOOD]], 0],
    ['nothing of what is bad at one look', [[GOOD], [BAD], [GOOD]], 0],
    ['once of what stays bad', [[BAD], [BAD], [BAD], [BAD]], 1],
    ['nothing of what flaps', [[BAD], [GOOD], [BAD], [GOOD]], 0],
    ['by an edit when it is over at two looks in a row', [[BAD], [BAD], [GOOD], [GOOD], [GOOD]], 2],
    ['by an edit when it has got worse', [[BAD], [BAD], [{ ...BAD, says: 'Two disks are full' }]], 2],
  ])('%s', async (_, seen, messages) => {
    expect((await sweeps(seen)).told()).toHaveLength(messages);
  });

  it('in one message, which is the same until it is over', async () => {
    const { told, said } = await sweeps([[BAD], [BAD], [GOOD], [GOOD]]);
    expect(told().map(({ key, revision, place }) => ({ key, revision, place }))).toEqual([
      { key: told()[0].key, revision: 1, place: { in: 'channel', channelId: '900' } },
      { key: told()[0].key, revision: 2, place: { in: 'channel', channelId: '900' } },
    ]);
    expect(said()).toMatchInlineSnapshot(`
      [
        "🔴 The disk is full
      Empty it.
      Told once; this message changes when it is over. docs/operations.md, “Disks”
      [ Show /ops ]",
        "🟢 Over: The disk is full
      It lasted 10 minutes.",
      ]
    `);
  });

  it('in a new message when it comes back', async () => {
    const { told } = await sweeps([[BAD], [BAD], [GOOD], [GOOD], [BAD], [BAD]]);
    expect(new Set(told().map(({ key }) => key)).size).toBe(2);
  });

  it('by the next sweep, where the function ended before it was sent', async () => {
    const { sweep, queues, told } = await sweeps([[BAD]]);
    queues.failNext(1);
    await expect(sweep([BAD])).rejects.toThrow();
    await sweep([BAD]);
    expect(told()).toHaveLength(1);
  });

  it('that nobody looked, once, where the last look was too long ago', async () => {
    const { sweep, clock, said } = await sweeps([[GOOD], [GOOD]]);
    clock.advance(20 * MINUTE);
    await sweep([GOOD]);
    expect(said()).toEqual([]);
    clock.advance(3 * 60 * MINUTE);
    await sweep([GOOD]);
    await sweep([GOOD]);
    expect(said()).toMatchInlineSnapshot(`
      [
        "🟠 Nobody looked for a while
      From <t:1772443800:f> to <t:1772454900:f> the dispatcher took no sweep: what happened then is unknown.
      From now on it looks again. Its log says why it did not.
      Told once. docs/operations.md, “Nobody looked”
      [ Show /ops ]",
      ]
    `);
  });

  it('of it from when the last look was, not from when it should have been', async () => {
    const { clock, said, ...dispatcher } = await sweeps([]);
    const late = async (minutes: number) =>
      handleSweepDue({ ...dispatcher, clock, ...UNUSED }, dueAt({ clock }, -minutes * MINUTE), {
        looks: [],
        chores: [],
      });
    await late(15);
    clock.advance(25 * MINUTE);
    await late(0);
    expect(said()).toEqual([]);
  });

  it('before anything is done that may take until the function ends', async () => {
    const { told, clock, ...dispatcher } = await sweeps([[BAD]]);
    const toldBefore: number[] = [];
    const chore: Look = {
      name: 'chore',
      async look() {
        toldBefore.push(told().length);
        return [];
      },
    };
    const disks: Look = { name: 'disks', look: async () => [BAD] };
    const ports = { ...dispatcher, clock, ...UNUSED };
    await handleSweepDue(ports, dueAt({ clock }, 0), { looks: [disks], chores: [chore] });
    expect(toldBefore).toEqual([1]);
  });

  it('in the log alone, where no channel is set', async () => {
    const { told, logger } = await sweeps([[BAD], [BAD]], null);
    expect(told()).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'warn', message: 'what is watched has turned' }]);
  });
});
