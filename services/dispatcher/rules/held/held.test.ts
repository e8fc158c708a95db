/** What is held back in quiet hours is told together, once, when they end. */
import type { NewsHeld, Notification } from '@valine/contracts';
import { parseSettings } from '@valine/settings';
import { makeUnreadable, manualClock } from '@valine/testing';
import { expect, it } from 'vitest';
import { handleSweepDue } from '../../operations/sweep/handle.ts';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import { newState } from './decide.ts';
import { releaseHeld, rulesLook } from './handle.ts';
import { heldMessage } from './messages.ts';

const HOUR_MS = 3_600_000;
/** It is nine o'clock, and quiet until ten. */
const RED = {
  ...{ event: 'workflow_run', mode: 'changes', channel: '900', mention: { role: '7' } },
  quiet: { from: '08:00', to: '10:00', time_zone: 'UTC' },
};

/** Ports that the look does not take. */
const UNUSED = Object();

function rulesOf(mode: string) {
  const NOTIFICATION_RULES = JSON.stringify({ red: { ...RED, mode } });
  return parseSettings({ NOTIFICATION_RULES }, ['NOTIFICATION_RULES']).NOTIFICATION_RULES;
}

function quietWorld(mode = RED.mode) {
  const dispatcher = testDispatcher({ notificationRules: rulesOf(mode) });
  const { queues, take } = dispatcher;
  return {
    ...dispatcher,
    /** What the dispatcher sends itself arrives, as often as is said. */
    async arrive(times = 1) {
      const own = queues.sent.map(({ body }) => body as NewsHeld).filter(({ type }) => type === 'news.held');
      for (let time = 0; time < times; time += 1) for (const news of own) await take(news);
    },
    told: () => queues.sent.map(({ body }) => body as Notification).filter(({ type }) => type === 'message.shown'),
  };
}

function ran(id: number, conclusion = 'failure') {
  return {
    ...({ type: 'github.happened', id: `d${id}`, repository: 'acme/web', sender: 'ada' } as const),
    receivedAt: manualClock().now(),
    happening: {
      ...{ event: 'workflow_run', action: 'completed', branch: 'main', labels: [], conclusion, name: 'CI' },
      order: { id, attempt: 1 },
    },
  };
}

it('is told together when the hours end, and not before', async () => {
  const world = quietWorld();
  for (const happened of [ran(1), ran(2, 'success'), ran(3)]) await world.take(happened);
  await world.arrive();
  await releaseHeld(world);
  expect(world.told()).toEqual([]);
  world.clock.advance(HOUR_MS);
  await releaseHeld(world);
  expect(world.told().map(({ message }) => textOf(message))).toMatchInlineSnapshot(`
    [
      "<@&7>
    3 things happened in the quiet hours
    <t:1772442000:t> 🔴 **CI** failed on \`main\` • by ada
    <t:1772442000:t> 🟢 **CI** is well again on \`main\` • by ada
    <t:1772442000:t> 🔴 **CI** failed on \`main\` • by ada
    Rule red",
    ]
  `);
  expect(world.told()[0]?.message).toMatchObject({ pings: { users: [], roles: ['7'] }, card: { tone: 'bad' } });
});

it('is told once, whatever comes again', async () => {
  const world = quietWorld();
  await world.take(ran(1));
  await world.arrive(2);
  world.clock.advance(HOUR_MS);
  await releaseHeld(world);
  await world.take(ran(1));
  await world.arrive(2);
  await releaseHeld(world);
  expect(world.told()).toHaveLength(1);
});

it('is told by the next sweep where it could not be sent', async () => {
  const world = quietWorld();
  await world.take(ran(1));
  await world.arrive();
  world.clock.advance(HOUR_MS);
  world.queues.failNext(1);
  await expect(releaseHeld(world)).rejects.toThrow('told to fail');
  await releaseHeld(world);
  expect(world.told()).toHaveLength(1);
});

it('is told of one rule, though the record of another cannot be read', async () => {
  const world = quietWorld();
  await world.take(ran(1));
  await world.arrive();
  world.clock.advance(HOUR_MS);
  makeUnreadable(world.store, 'rule', 'first');
  const { red } = rulesOf(RED.mode);
  if (red === undefined) throw new Error('there is no rule');
  await releaseHeld({ ...world, settings: { ...world.settings, notificationRules: { first: red, red } } });
  expect(world.told()).toHaveLength(1);
});

it('of many, the newest have a line, and what went badly before', async () => {
  const world = quietWorld('all');
  for (let id = 1; id <= 30; id += 1) await world.take(ran(id, id === 1 ? 'failure' : 'success'));
  await world.arrive();
  world.clock.advance(HOUR_MS);
  await releaseHeld(world);
  const { card, pings } = world.told()[0]?.message ?? {};
  expect([card?.title, card?.lines.length, card?.lines[0]]).toEqual([
    '30 things happened in the quiet hours',
    21,
    '… and 10 more',
  ]);
  expect([card?.lines[1], pings]).toEqual([expect.stringContaining('failed'), { users: [], roles: ['7'] }]);
});

it('of long lines, the newest are not cut off', () => {
  const held = Array.from({ length: 20 }, (_, index) => ({ at: 0, line: `${index} ${'x'.repeat(400)}`, isBad: true }));
  const [rule] = Object.values(rulesOf('all'));
  if (rule === undefined) throw new Error('there is no rule');
  const lines = heldMessage({ ...newState('red', 0), held, heldCount: 20 }, rule).card?.lines ?? [];
  expect(lines.join('\n').length).toBeLessThan(4096);
  expect([lines[0], lines.at(-1)]).toEqual(['… and 11 more', expect.stringContaining(' 19 xxx')]);
});

it('of a rule that is renamed meanwhile is told as left behind, once, and told itself under the old name', async () => {
  const world = quietWorld();
  const sweep = async (notificationRules: ReturnType<typeof rulesOf>) => {
    const settings = { ...world.settings, notificationRules, channelId: '500' };
    const due = { type: 'sweep.due', id: 'due', slot: new Date(world.clock.now()).toISOString() } as const;
    await handleSweepDue({ ...world, ...UNUSED, settings }, due, { looks: [rulesLook], chores: [] });
    world.clock.advance(HOUR_MS / 4);
  };
  const { red } = rulesOf('changes');
  if (red === undefined) throw new Error('no rule');
  await world.take(ran(1));
  await world.arrive();
  for (const rules of [{ red }, { scarlet: red }, { scarlet: red }]) await sweep(rules);
  expect(world.told().map(({ place, message }) => [place, textOf(message)])).toMatchInlineSnapshot(`
    [
      [
        {
          "channelId": "500",
          "in": "channel",
        },
        "📭 The notification rule \`red\` is not in the setting any more (renamed, or taken out): 1 thing that it had held is not told.
    -# It is kept for 45 days: given its name again, the rule tells what it had held.",
      ],
    ]
  `);
  world.clock.advance(HOUR_MS);
  await releaseHeld(world);
  expect(world.told()).toHaveLength(2);
});
