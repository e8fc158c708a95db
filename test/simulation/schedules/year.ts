/**
 * A year of two teams in two time zones, with daylight saving and holidays: EventBridge Scheduler delivers twice, late, out of
 * order or not at all; functions end anywhere. Each slot is told of once, and nothing else is.
 */
import type { Notification } from '@valine/contracts';
import { type DispatcherPorts, lateParts } from '@valine/dispatcher';
import { isLegalScheduleChange, operationId, type Schedule } from '@valine/records';
import type { ScheduleEntry, Schedules } from '@valine/settings';
import { weekdayOf } from '@valine/settings/calendar';
import { createRandom, type Random } from '../engine/random.ts';
import { DAYS, shownAt } from './calendar.ts';

/** `at`: when it was said first. */
type Told = { text: string; at: number };
type Violation = { invariant: string; says: string };

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
/** Those that clocks leave out or show twice are among them. */
const TIMES = ['02:30', '01:30', '09:00', '17:45', '00:00'];
const HOUR = 3_600_000;
const MOST_LATE = 3 * HOUR;

type Team = { zone: string; settings: Schedules; entry: ScheduleEntry };
type Delivery = { at: number; team: Team; slotAt: number };
/** Of a slot. `first`: when clocks show it first; `doneBy`: when one that came within three hours had come to its end. */
type Fate = { name: string; key: string; first: number; doneBy?: number };
/** By team and instant: a time that clocks show twice is one slot. */
type Fates = Map<string, Fate>;

/** A crash, wherever the function is. */
class Crash extends Error {}

export async function runYear(seed: number): Promise<Violation[]> {
  const random = createRandom(seed, 'year');
  const [one, other] = random.shuffle(ZONES);
  const teams = [one, other].map((zone, index) => teamOf(random, zone ?? 'UTC', index));
  const fates: Fates = new Map();
  const deliveries = teams
    .flatMap((team) => deliveriesOf(random, team, fates))
    .toSorted((first, second) => first.at - second.at);
  const world = createYear(random);
  for (const delivery of deliveries) await world.deliver(delivery, fates);
  return [...violationsOf(fates, world.told), ...world.violations];
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** One in ten has slots that come so close that one overtakes another. */
function teamOf(random: Random, zone: string, index: number): Team {
  const isDense = random.chance(0.1);
  const days = random.shuffle(WEEK).slice(0, isDense ? 1 : 2);
  const every = isDense ? { every_hours: 2 } : {};
  const entry: ScheduleEntry = { name: `team-${index}`, do: 'evening', at: random.pick(TIMES), days, ...every };
  const holidays = Array.from({ length: 12 }, () => random.pick(DAYS));
  return { zone, entry, settings: { time_zone: zone, working_days: [...WEEK], holidays, entries: [entry] } };
}

/** Every two hours, where it is. */
function timesOf({ at, every_hours }: ScheduleEntry): string[] {
  if (every_hours === undefined) return [at];
  const hours = Array.from({ length: 12 }, (_, index) => (Number(at.slice(0, 2)) + 2 * index) % 24);
  return hours.map((hour) => `${String(hour).padStart(2, '0')}${at.slice(2)}`);
}

/** As AWS has it: what clocks leave out is left out; what they show twice comes once, and here at times twice. It knows of no holidays. */
function deliveriesOf(random: Random, team: Team, fates: Fates): Delivery[] {
  const due = DAYS.filter((date) => team.entry.days?.includes(weekdayOf(date)));
  const slots = due.flatMap((date) => timesOf(team.entry).map((time) => ({ date, time })));
  const tries = slots.flatMap(({ date, time }) => {
    const shown = shownAt(date, time, team.zone);
    if (!team.settings.holidays.includes(date)) addFate(team, `${date}T${time}`, shown, fates);
    const fired = random.chance(0.5) ? shown.slice(0, 1) : random.chance(0.5) ? shown.slice(-1) : shown;
    return fired.flatMap((at) => triesOf(random).map((late) => deliveryOf(team, at, late)));
  });
  return [...tries, ...DAYS.flatMap((date) => forged(random, team, date))];
}

function addFate({ entry }: Team, slot: string, shown: readonly number[], fates: Fates): void {
  const id = `schedule:${entry.name}:${slot}`;
  const fate: Fate = { name: id, key: `schedule:${operationId(id, 'report')}`, first: shown[0] ?? 0 };
  for (const at of shown) fates.set(`${entry.name} ${at}`, fate);
}

function deliveryOf(team: Team, slotAt: number, late: number): Delivery {
  return { at: slotAt + late, team, slotAt };
}

/** Milliseconds after its time: at once, twice, late, too late, weeks later once more, or never. */
function triesOf(random: Random): number[] {
  if (random.chance(0.02)) return [];
  const first = random.chance(0.1) ? random.int(0, 5 * HOUR) : random.int(0, 59_000);
  const again = random.chance(0.15) ? [first + random.int(0, 2 * HOUR)] : [];
  const redriven = random.chance(0.03) ? [random.int(0, 30 * 24 * HOUR)] : [];
  return [first, ...again, ...redriven];
}

/** Somebody says that it is due: at any time, at its time on another day, or a week before. */
function forged(random: Random, team: Team, date: string): Delivery[] {
  if (!random.chance(0.02)) return [];
  const [its = 0] = shownAt(date, team.entry.at, team.zone);
  const slotAt = random.chance(0.5)
    ? its
    : Date.parse(`${date}T00:00Z`) + random.int(0, 1439) * 60_000 + random.pick([0, 1000]);
  return [deliveryOf(team, slotAt, random.pick([0, -7 * 24 * HOUR]))];
}

/** The handler over a store and queues that fail before or after they have done what they were asked. */
function createYear(random: Random) {
  const records = new Map<string, Schedule>();
  const told = new Map<string, Told>();
  const violations: Violation[] = [];
  let now = 0;
  const crashing = async <Result>(call: () => Result): Promise<Result> => {
    if (random.chance(0.01)) throw new Crash();
    const result = call();
    if (random.chance(0.01)) throw new Crash();
    return result;
  };
  function write(next: Schedule, previous: Schedule | undefined): boolean {
    if (records.get(next.id)?.version !== previous?.version) return false;
    if (previous && !isLegalScheduleChange(previous, next))
      violations.push({ invariant: 'each step of the record is legal', says: next.id });
    records.set(next.id, next);
    return true;
  }
  function hear(notification: Notification): void {
    const text = JSON.stringify(notification.message);
    const before = told.get(notification.key);
    if (before !== undefined && before.text !== text)
      violations.push({ invariant: 'one message says one thing', says: `${before.text} ${text}` });
    told.set(notification.key, before ?? { text, at: now });
  }
  const store = {
    find: (kind: string, id: string) => crashing(() => (kind === 'schedule' ? records.get(id) : undefined)),
    create: (next: Schedule) => crashing(() => (write(next, undefined) ? 'created' : 'exists')),
    replace: (before: Schedule, next: Schedule) => crashing(() => (write(next, before) ? 'replaced' : 'conflict')),
    clearOutbox: (record: Schedule) =>
      crashing(() => {
        const { version } = records.get(record.id) ?? {};
        if (version === record.version) records.set(record.id, { ...record, outbox: [] });
      }),
    listPlans: async () => [],
  };
  const queues = {
    send: (_: string, entries: readonly { body: unknown }[]) =>
      crashing(() => {
        for (const { body } of entries) hear(body as Notification);
      }),
  };
  const around = {
    store,
    queues,
    clock: { now: () => now },
    logger: { warn() {}, info() {}, error() {}, debug() {} },
    actions: { listWorkflowRuns: async () => [] },
    lookups: { openPullRequests: async () => [], mergedSince: async () => ({ pullRequests: [], isWhole: true }) },
  };
  async function handle({ team: { settings, entry }, slotAt }: Delivery): Promise<void> {
    const { handleScheduleDue } = await lateParts.schedules();
    const ports = { ...around, settings: { channelId: '1', schedules: settings } } as unknown as DispatcherPorts;
    const slot = new Date(slotAt).toISOString();
    await handleScheduleDue(ports, { type: 'schedule.due', id: slot, schedule: entry.name, slot });
  }
  /** As a queue does: again until it has come to its end, two at a time now and then. */
  async function deliver(delivery: Delivery, fates: Fates): Promise<void> {
    // What is tried again in the meantime is behind us: time does not run back.
    now = Math.max(now, delivery.at);
    for (let receive = 0; receive < 8; receive += 1) {
      const at = now;
      const copies = random.chance(0.05) ? 2 : 1;
      const ends = await Promise.allSettled(Array.from({ length: copies }, () => handle(delivery)));
      for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Crash)) throw end.reason;
      if (ends.some(({ status }) => status === 'fulfilled')) return noteInTime(delivery, at, fates);
      now += 180_000;
    }
  }
  return { deliver, told, violations };
}

function noteInTime({ team, slotAt }: Delivery, at: number, fates: Fates): void {
  const fate = fates.get(`${team.entry.name} ${slotAt}`);
  if (fate !== undefined && at >= slotAt && at - fate.first <= MOST_LATE) fate.doneBy ??= at;
}

const SKEW = 60_000;
/** A time that clocks show twice, and eight receives. */
const LEEWAY = 2 * 3_600_000;

/** Those that came in time are carried out; of those that came too late that is said at most; nothing else is told. */
function violationsOf(fates: Fates, told: ReadonlyMap<string, Told>): Violation[] {
  const slots = [...new Set(fates.values())].flatMap(({ name, key, first, doneBy }): Violation[] => {
    const { text = '', at = 0 } = told.get(key) ?? {};
    const isTold = text.includes('Evening of') && at <= (doneBy ?? 0);
    if (doneBy !== undefined && !isTold) return [{ invariant: 'each slot once', says: `${name}: ${text}` }];
    if (text.includes('Evening of') && at - first > MOST_LATE + LEEWAY)
      return [{ invariant: 'what comes too late is left out', says: name }];
    return text !== '' && at < first - SKEW ? [{ invariant: 'no slot before its time', says: name }] : [];
  });
  const known = new Set([...fates.values()].map(({ key }) => key));
  const others = [...told].filter(([key]) => !known.has(key));
  return [...slots, ...others.map(([, { text }]) => ({ invariant: 'no slot that is none', says: text }))];
}
