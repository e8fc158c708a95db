/** Quiet hours, by the clock on the wall. */
import { expect, it } from 'vitest';
import { quietUntil } from './quiet-until.ts';

const NIGHT = { from: 18 * 60, to: 8 * 60, time_zone: 'Europe/Berlin', days: [], failures_pass: false };
const at = (text: string) => Date.parse(text);
const until = (quiet: Parameters<typeof quietUntil>[0], text: string) => {
  const end = quietUntil(quiet, at(text));
  return end === undefined ? undefined : new Date(end).toISOString().slice(0, 16);
};

it.each([
  ['by day it is not quiet', '2026-06-03T06:00Z', undefined],
  ['until the last minute', '2026-06-03T15:59Z', undefined],
  ['from then on it is', '2026-06-03T16:00Z', '2026-06-04T06:00'],
  ['after midnight too', '2026-06-03T23:30Z', '2026-06-04T06:00'],
  ['in the last minute', '2026-06-04T05:59Z', '2026-06-04T06:00'],
  ['in the night that is an hour shorter', '2026-03-28T20:00Z', '2026-03-29T06:00'],
  ['in the night that is an hour longer', '2026-10-24T20:00Z', '2026-10-25T07:00'],
])('%s', (_, now, expected) => expect(until(NIGHT, now)).toBe(expected));

it('a weekend is one', () => {
  const quiet = { ...NIGHT, days: ['sat', 'sun'] as ('sat' | 'sun')[] };
  expect(until(quiet, '2026-06-05T17:00Z')).toBe('2026-06-08T06:00');
  expect(until({ ...quiet, from: 0, to: 0 }, '2026-06-06T12:00Z')).toBe('2026-06-07T22:00');
});

it('hours of one day end on that day', () => {
  expect(until({ ...NIGHT, from: 12 * 60, to: 13 * 60 + 30 }, '2026-06-03T10:15Z')).toBe('2026-06-03T11:30');
});

it('where every day is quiet it ends some time all the same', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as (
    | 'mon'
    | 'tue'
    | 'wed'
    | 'thu'
    | 'fri'
    | 'sat'
    | 'sun'
  )[];
  const end = quietUntil({ ...NIGHT, days }, at('2026-06-03T10:15Z')) ?? 0;
  expect((end - at('2026-06-03T10:15Z')) / 86_400_000).toBeLessThan(10);
});
