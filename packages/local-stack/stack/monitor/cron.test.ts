/** When schedules are due, as AWS documents it. */
import { describe, expect, it } from 'vitest';
import { nextDueOf } from './cron.ts';

/** The next times after one another. */
function dues(expression: string, zone: string, after: string, count: number): string[] {
  const next = nextDueOf(expression, zone);
  const found: string[] = [];
  for (let at = Date.parse(after); found.length < count; ) {
    at = next(at) ?? Number.NaN;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe('cron', () => {
  it('is meant in the time zone of the schedule, whatever its offset is then', () => {
    expect(dues('cron(0 9 ? * MON,TUE *)', 'Europe/Berlin', '2026-03-23T12:00Z', 3)).toEqual([
      '2026-03-24T08:00',
      '2026-03-30T07:00',
      '2026-03-31T07:00',
    ]);
  });

  it('leaves out what the clocks leave out', () => {
    expect(dues('cron(30 2 ? * SAT,SUN *)', 'Europe/Berlin', '2026-03-27T12:00Z', 2)).toEqual([
      '2026-03-28T01:30',
      '2026-04-04T00:30',
    ]);
  });

  it('comes once where the clocks show the time twice', () => {
    expect(dues('cron(30 1 ? * * *)', 'America/New_York', '2026-10-31T12:00Z', 2)).toEqual([
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ]);
  });

  it('comes several times a day', () => {
    expect(dues('cron(0 1,13 ? * * *)', 'UTC', '2026-01-01T00:00Z', 3)).toEqual([
      '2026-01-01T01:00',
      '2026-01-01T13:00',
      '2026-01-02T01:00',
    ]);
  });
});

it('a rate is counted from when it was made', () => {
  expect(dues('rate(5 minutes)', 'UTC', '2026-01-01T00:01Z', 2)).toEqual(['2026-01-01T00:06', '2026-01-01T00:11']);
});

it.each(['cron(0 9 * * ? *)', 'cron(0 9 ? * MOON *)', 'at(2026-01-01T00:00:00)'])('%s is refused', (expression) => {
  expect(() => nextDueOf(expression, 'UTC')).toThrow('The local stack knows');
});
