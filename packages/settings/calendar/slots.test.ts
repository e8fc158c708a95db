/** When schedules of a team are due. */
import { describe, expect, it } from 'vitest';
import { parseSettings, type ScheduleEntry } from '../index.ts';
import { instantsOf, localTimeAt } from './local-time.ts';
import { cronOf, findSlot, workingDayBefore } from './slots.ts';

const TEAM = {
  time_zone: 'Europe/Berlin',
  working_days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const,
  holidays: ['2026-12-25'],
};
const team = { ...TEAM, working_days: [...TEAM.working_days] };
const morning: ScheduleEntry = { name: 'morning', do: 'morning', at: '09:00' };

describe('AWS is told', () => {
  it.each<[ScheduleEntry, string]>([
    [morning, 'cron(0 9 ? * MON,TUE,WED,THU,FRI *)'],
    [{ ...morning, do: 'digest' }, 'cron(0 9 ? * MON *)'],
    [{ ...morning, days: ['sun', 'wed'] }, 'cron(0 9 ? * SUN,WED *)'],
    [{ ...morning, do: 'diagnose', at: '22:30', every_hours: 8 }, 'cron(30 6,14,22 ? * MON,TUE,WED,THU,FRI *)'],
  ])('%j: %s', (entry, cron) => {
    expect(cronOf(entry, team)).toBe(cron);
  });
});

describe('a slot', () => {
  it.each([
    ['is there at its time', '2026-12-24T08:00:00Z', { date: '2026-12-24', time: '09:00' }],
    ['is there at its time in summer', '2026-07-01T07:00:00Z', { date: '2026-07-01', time: '09:00' }],
    ['is not there an hour later', '2026-12-24T09:00:00Z', undefined],
    ['is not there a second later', '2026-12-24T08:00:01Z', undefined],
    ['is not there on another day', '2026-12-26T08:00:00Z', undefined],
    ['is not there on a holiday', '2026-12-25T08:00:00Z', undefined],
  ])('%s', (_, at, slot) => {
    expect(findSlot(morning, team, Date.parse(at))).toEqual(slot);
  });

  it('that the clocks show twice is one', () => {
    const entry: ScheduleEntry = { ...morning, at: '02:30', days: ['sun'] };
    const slots = instantsOf({ date: '2026-10-25', time: '02:30' }, 'Europe/Berlin').map((at) =>
      findSlot(entry, team, at),
    );
    expect(slots).toEqual([
      { date: '2026-10-25', time: '02:30' },
      { date: '2026-10-25', time: '02:30' },
    ]);
  });
});

it.each(['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'UTC'])(
  'every minute of a year in %s is found again',
  (zone) => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 41 * 60_000)
      expect(instantsOf(localTimeAt(at, zone), zone)).toContain(at);
  },
);

it.each([
  ['2026-12-28', '2026-12-24'],
  ['2026-12-24', '2026-12-23'],
])('before %s people worked on %s', (date, before) => {
  expect(workingDayBefore(date, team)).toBe(before);
});

describe('SCHEDULES', () => {
  const read = (value: unknown) => parseSettings({ SCHEDULES: JSON.stringify(value) }, ['SCHEDULES']).SCHEDULES;

  it('has a week and a time zone of its own accord', () => {
    expect(read({ entries: [morning] })).toEqual({
      time_zone: 'UTC',
      working_days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      holidays: [],
      entries: [morning],
    });
  });

  it('tells all that is wrong at once, and what was probably meant', () => {
    const wrong = {
      time_zone: 'Europe/Berln',
      holiday: [],
      holidays: ['2026-02-30'],
      working_days: ['mon', 'tues'],
      entries: [
        { name: 'morning', do: 'moning', at: '9:00' },
        { name: 'Check', do: 'diagnose', every_hours: 5, after_failure: 3 },
        { name: 'plan', do: 'plan', at: '09:00', every_hours: 2 },
      ],
    };
    expect(() => read(wrong)).toThrowErrorMatchingInlineSnapshot(`
      [SettingsError: Settings are not complete. Set or correct:
        SCHEDULES is not right (time_zone must be a time zone such as Europe/Berlin: did you mean Europe/Berlin?; working_days.1 must be one of mon, tue, wed, thu, fri, sat, sun: did you mean tue?; holidays.0 must be a date such as 2026-12-25; entries.0.do must be one of plan, morning, evening, digest, diagnose, verify: did you mean morning?; entries.1.name must be a name such as morning: 19 characters at most; entries.1.at is missing; entries.1.every_hours must be 1, 2, 3, 4, 6, 8 or 12; entries.1.after_failure is not known here: did you mean after_failures?; entries.2.every_hours is not known here; holiday is not known here: did you mean holidays?): JSON: what is done by the clock (\`plan\`, \`morning\`, \`evening\`, \`digest\`, \`diagnose\`, \`verify\`), with time zone, working days and holidays; see [the guide](docs/schedules.md).]
    `);
  });

  it('takes as many issues of a plan as `/plan` does', () => {
    const plan = { name: 'daily', do: 'plan', at: '09:00' };
    expect(read({ entries: [{ ...plan, limit: 100 }] })?.entries).toMatchObject([{ limit: 100 }]);
    expect(() => read({ entries: [{ ...plan, limit: 101 }] })).toThrow('limit must be 100 or less');
  });

  it('takes one label of a plan, as `/plan` does', () => {
    const plan = { name: 'daily', do: 'plan', at: '09:00' };
    expect(read({ entries: [{ ...plan, label: 'good first issue' }] })?.entries).toMatchObject([
      { label: 'good first issue' },
    ]);
    for (const label of ['ready,bug', '', 'x'.repeat(51)])
      expect(() => read({ entries: [{ ...plan, label }] })).toThrow(
        'label must be one label, of 50 characters at most',
      );
  });

  it('gives each a name of its own', () => {
    expect(() => read({ entries: [morning, morning] })).toThrow('entries must have a name of its own each');
  });

  it.each(['not JSON', '[]', '"x"'])('is nothing like %s', (text) => {
    expect(() => parseSettings({ SCHEDULES: text }, ['SCHEDULES'])).toThrow('it must be JSON such as');
  });

  it.each(['+01:00', 'CEST', 'EST', 'Mars/Olympus', 'europe/berlin'])('knows no time zone %s', (time_zone) => {
    expect(() => read({ time_zone })).toThrow('must be a time zone such as Europe/Berlin');
  });
});
