/** A schedule that is due is carried out once for each slot, whatever comes twice, late, forged, or after a crash. */
import { scheduleId } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import { HOUR, MINUTE, SLOT, scheduled, scheduleOf } from '../test-schedules.ts';

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
    const dispatcher = testDispatcher({ schedules: scheduleOf({}).schedules });
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
    expect(told()[0]?.message.card?.title).toContain('Morning of 2026-03-03');
  });

  it('is not spoken of where a later one was done', async () => {
    const { due, told, at } = scheduled({ every_hours: 1 });
    at(SLOT, 4 * HOUR);
    await due('2026-03-03T12:00:00Z');
    await due(SLOT);
    expect(told()).toHaveLength(1);
  });
});
