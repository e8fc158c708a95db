/** A schedule that is due is carried out once for each slot, whatever comes twice, late, forged, or after a crash. */
import type { Notification } from '@valine/contracts';
import { scheduleId } from '@valine/records';
import type { ScheduleEntry, Schedules } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';

const MORNING: ScheduleEntry = { name: 'morning', do: 'morning', at: '09:00' };
const TEAM: Schedules = {
  time_zone: 'Europe/Berlin',
  working_days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: ['2026-03-04'],
  entries: [MORNING],
};

/** A Tuesday, 09:00 in Berlin. */
const SLOT = '2026-03-03T08:00:00Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function scheduled(entry: Partial<ScheduleEntry> = {}, lateMs = 0) {
  const dispatcher = testDispatcher({ channelId: '900', schedules: { ...TEAM, entries: [{ ...MORNING, ...entry }] } });
  const at = (slot: string, ms = 0) => dispatcher.clock.advance(Date.parse(slot) + ms - dispatcher.clock.now());
  at(SLOT, lateMs);
  return {
    ...dispatcher,
    at,
    due: (slot = SLOT, schedule = 'morning') =>
      dispatcher.takeRaw({ type: 'schedule.due', id: `due-${schedule} ${slot}`, schedule, slot }),
    told: () => dispatcher.queues.sent.map(({ body }) => body as Notification),
  };
}

describe('a slot', () => {
  it('is carried out, in the channel of the installation', async () => {
    const { due, told } = scheduled();
    await due();
    expect(told()).toMatchObject([{ type: 'message.shown', place: { in: 'channel', channelId: '900' } }]);
  });

  it('is carried out in the channel of the schedule, where it has one', async () => {
    const { due, told } = scheduled({ channel: '901' });
    await due();
    expect(told()).toMatchObject([{ place: { in: 'channel', channelId: '901' } }]);
  });

  it('is carried out once, however often it comes', async () => {
    const { due, told, at } = scheduled();
    await due();
    for (const ms of [0, MINUTE, 2 * HOUR, 30 * HOUR, 24 * 24 * HOUR]) {
      at(SLOT, ms);
      await due();
    }
    expect(told()).toHaveLength(1);
  });

  it('is carried out once by two at a time', async () => {
    const { due, told } = scheduled();
    await Promise.all([due(), due()]);
    expect(new Set(told().map(({ id }) => id)).size).toBe(1);
  });

  it('is told by a copy, where the function ended before it was sent', async () => {
    const { due, told, queues } = scheduled();
    queues.failNext(1);
    await expect(due()).rejects.toThrow();
    await due();
    expect(told()).toHaveLength(1);
  });

  it('is carried out after the next, where that was quicker', async () => {
    const { due, told, at } = scheduled({ do: 'morning', every_hours: 1 });
    at(SLOT, HOUR + MINUTE);
    await due('2026-03-03T09:00:00Z');
    await due(SLOT);
    expect(told()).toHaveLength(2);
  });
});

describe('nothing is done', () => {
  it.each([
    ['on a holiday', '2026-03-04T08:00:00Z', 'morning'],
    ['on another day', '2026-03-07T08:00:00Z', 'morning'],
    ['at another time', '2026-03-03T08:30:00Z', 'morning'],
    ['at no time', '2026-13-45T99:99:99Z', 'morning'],
    ['for a schedule that there is not', SLOT, 'evening'],
  ])('%s', async (_, slot, schedule) => {
    const { due, told, at, store } = scheduled();
    if (!Number.isNaN(Date.parse(slot))) at(slot);
    await due(slot, schedule);
    expect(told()).toEqual([]);
    expect(await store.find('schedule', scheduleId(schedule))).toBeUndefined();
  });

  it.each([
    ['before it is due', -2 * MINUTE],
    ['a day later', 24 * HOUR + MINUTE],
  ])('%s', async (_, lateMs) => {
    const { due, told } = scheduled({}, lateMs);
    await due();
    expect(told()).toEqual([]);
  });

  it('without a channel', async () => {
    const dispatcher = testDispatcher({ schedules: TEAM });
    dispatcher.clock.advance(Date.parse(SLOT) - dispatcher.clock.now());
    await dispatcher.takeRaw({ type: 'schedule.due', id: 'due', schedule: 'morning', slot: SLOT });
    expect(dispatcher.queues.sent).toEqual([]);
    expect(dispatcher.logger.lines).toMatchObject([{ message: expect.stringContaining('has no channel') }]);
  });
});

describe('a slot that comes too late', () => {
  it('is left out, and that is said once', async () => {
    const { due, told } = scheduled({}, 3 * HOUR + MINUTE);
    await due();
    await due();
    expect(told().map(({ message }) => textOf(message))).toMatchInlineSnapshot(`
      [
        "⏭️ The schedule \`morning\` was due <t:1772524800:f> and left out: we heard of it too late. \`/status\` shows how things stand.",
      ]
    `);
  });

  it('is still carried out within three hours', async () => {
    const { due, told } = scheduled({}, 3 * HOUR);
    await due();
    expect(told()[0]?.message.card?.title).toContain('Good morning');
  });

  it('is not spoken of where a later one was done', async () => {
    const { due, told, at } = scheduled({ every_hours: 1 });
    at(SLOT, 4 * HOUR);
    await due('2026-03-03T12:00:00Z');
    await due(SLOT);
    expect(told()).toHaveLength(1);
  });
});
