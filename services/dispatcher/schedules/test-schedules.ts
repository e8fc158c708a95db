/** For tests: a team in Berlin with one schedule, and the clock that has it due. */
import type { Notification } from '@valine/contracts';
import type { ScheduleEntry, Schedules } from '@valine/settings';
import { readAt } from '@valine/testing';
import type { DispatcherSettings } from '../ports.ts';
import { type TestDispatcher, testDispatcher, textOf } from '../test-dispatcher.ts';

/** A Tuesday, 09:00 in Berlin. */
export const SLOT = '2026-03-03T08:00:00Z';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const TEAM: Schedules = {
  time_zone: 'Europe/Berlin',
  working_days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: ['2026-03-04'],
  entries: [],
};

export function scheduleOf(entry: Partial<ScheduleEntry>): { channelId: string; schedules: Schedules } {
  const whole: ScheduleEntry = { name: 'morning', do: 'morning', at: '09:00', ...entry };
  return { channelId: '900', schedules: { ...TEAM, entries: [whole] } };
}

/** It is the slot, or so many milliseconds after it. */
export function scheduled(entry: Partial<ScheduleEntry> = {}, lateMs = 0, settings: Partial<DispatcherSettings> = {}) {
  const dispatcher = testDispatcher({ ...scheduleOf(entry), ...settings });
  const clock = scheduleClock(dispatcher, entry.name);
  clock.at(SLOT, lateMs);
  return { ...dispatcher, ...clock };
}

export function scheduleClock({ clock, takeRaw, queues }: TestDispatcher, name = 'morning') {
  const told = () => queues.sent.map(({ body }) => body as Notification).filter(({ place }) => place?.in !== undefined);
  return {
    at: (slot: string, ms = 0) => clock.advance(Date.parse(slot) + ms - clock.now()),
    due: (slot = SLOT, schedule = name) =>
      takeRaw({ type: 'schedule.due', id: `due-${schedule} ${slot}`, schedule, slot }),
    told,
    /** What was said last, as its readers see it. */
    said: () => readAt(clock.now(), textOf(told().at(-1)?.message ?? {})),
  };
}
