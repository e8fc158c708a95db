/** The hours of people: by their clocks, without nights, weekends and holidays. */
import { expect, it } from 'vitest';
import { haveWorked, isWorkingHour, type WorkingHours } from './working-hours.ts';

const BERLIN: WorkingHours = {
  ...{ time_zone: 'Europe/Berlin', working_days: ['mon', 'tue', 'wed', 'thu', 'fri'], holidays: ['2026-05-01'] },
  ...{ from: '09:00', to: '17:00' },
};

it.each([
  ['2026-07-01T06:59:59Z', false],
  ['2026-07-01T07:00:00Z', true],
  ['2026-07-01T14:59:59Z', true],
  ['2026-07-01T15:00:00Z', false],
  ['2026-12-01T07:30:00Z', false],
  ['2026-07-04T10:00:00Z', false],
  ['2026-05-01T10:00:00Z', false],
])('at %s: %s', (at, is) => expect(isWorkingHour(Date.parse(at), BERLIN)).toBe(is));

it.each([
  ['within a day', '2026-07-01T07:00Z', '2026-07-01T11:00Z', true],
  ['within a day, a minute too soon', '2026-07-01T07:00Z', '2026-07-01T10:59Z', false],
  ['over a night', '2026-07-01T13:00Z', '2026-07-02T09:00Z', true],
  ['over a night, too soon', '2026-07-01T13:00Z', '2026-07-02T08:45Z', false],
  ['over a holiday and a weekend', '2026-04-30T13:00Z', '2026-05-04T09:00Z', true],
  ['over a holiday and a weekend, too soon', '2026-04-30T13:00Z', '2026-05-04T08:00Z', false],
  ['over the night in which the clocks are put forward', '2026-03-27T14:00Z', '2026-03-30T09:00Z', true],
  ['over that night, too soon', '2026-03-27T14:00Z', '2026-03-30T08:45Z', false],
  ['over the night in which the clocks are put back', '2026-10-23T13:00Z', '2026-10-26T10:00Z', true],
])('four hours of work pass %s', (_, since, now, is) => {
  expect(haveWorked(4, { since: Date.parse(since), now: Date.parse(now) }, BERLIN)).toBe(is);
});
