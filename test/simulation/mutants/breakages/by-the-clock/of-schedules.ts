/** Breakages of what is done by the clock. */
import type { Mutant } from '../../mutant.ts';

const SLOTS = 'services/dispatcher/schedules/slot/decide.ts';
const CALENDAR = 'packages/settings/calendar/slots.ts';

export const SCHEDULE_MUTANTS: readonly Mutant[] = [
  {
    name: 'a holiday is a slot',
    why: 'a team on holiday is wished a good morning',
    file: CALENDAR,
    replace: 'return team.holidays.includes(slot.date) ? undefined : slot;',
    by: 'return slot;',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'the time of a slot is not looked at',
    why: 'whoever can write to the queue has it done at any time',
    file: CALENDAR,
    replace: '!timesOf(entry).includes(slot.time) ||',
    by: '',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'the day of a slot is not looked at',
    why: 'whoever can write to the queue has it done on any day',
    file: CALENDAR,
    replace: ' || !daysOf(entry, team).includes(weekdayOf(slot.date))',
    by: '',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'a slot is named by its instant',
    why: 'what the clocks show twice is done twice',
    file: SLOTS,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in the file
    replace: 'id: `schedule:${entry.name}:${nameOf(found)}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
    by: 'id: `schedule:${entry.name}:${at}`',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'a slot that is done is done again',
    why: 'a copy that comes an hour later says another thing',
    file: SLOTS,
    replace: 'return record?.done.some((each) => each.slot === nameOf(slot)) ?? false;',
    by: 'return record === undefined && slot.date === undefined;',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'a slot that comes a little late is left out',
    why: 'a minute of lag, and there is no plan today',
    file: SLOTS,
    replace: 'MOST_LATE_MS = 3 * 3_600_000',
    by: 'MOST_LATE_MS = 60_000',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'a slot that comes hours late is done all the same',
    why: 'the morning message comes in the afternoon',
    file: SLOTS,
    replace: 'MOST_LATE_MS = 3 * 3_600_000',
    by: 'MOST_LATE_MS = 20 * 3_600_000',
    world: 'year',
    seeds: 60,
  },
  {
    name: 'a slot is done before its time',
    why: 'who says today that next week is due has it done today',
    file: SLOTS,
    replace: "if (age < -CLOCK_SKEW_MS) return 'early';",
    by: '',
    world: 'year',
    seeds: 9,
  },
  {
    name: 'only the newest slot is remembered',
    why: 'one that was overtaken by the next is lost, or is done twice',
    file: SLOTS,
    replace: "if (isDone(record, slot)) return 'done';",
    by: "if ((record?.newestAt ?? 0) > slot.at || isDone(record, slot)) return 'done';",
    world: 'year',
    seeds: 9,
  },
  {
    name: 'what is told of a slot is sent by the copy that has done it alone',
    why: 'a function that ends in between has the team never hear of it',
    file: 'services/dispatcher/schedules/due/handle.ts',
    replace: 'return record && flushOutbox(ports, record);',
    by: 'return;',
    world: 'year',
    seeds: 9,
  },
];
