/** Whether a schedule is due, and what becomes of its slot: once, however often, and however late, it is said to be. Pure. */
import type { Notification, ScheduleDue } from '@valine/contracts';
import { CLOCK_SKEW_MS } from '@valine/lambda-kit';
import { expiryOf, newSchedule, type Schedule, scheduleId } from '@valine/records';
import type { ScheduleEntry, Schedules } from '@valine/settings';
import { findSlot, type LocalTime } from '@valine/settings/calendar';

/** `id`: of what comes of it, the same for every copy. `at`: epoch milliseconds. */
export type Slot = LocalTime & { id: string; at: number };

export type Due = { entry: ScheduleEntry; slot: Slot };

/** `channelId`: where it is told. */
export type Given = Due & { team: Schedules; channelId: string };

/** A morning message at noon is still of use; what is due later than that comes with the next. */
const MOST_LATE_MS = 3 * 3_600_000;
/** What is older than that nobody waits for any more. */
const TOLD_LATE_MS = 24 * 3_600_000;

/** Nothing that a message says is believed but what the setting says too; a holiday is no slot. */
export function findDue(schedules: Schedules | undefined, message: ScheduleDue): Due | undefined {
  const entry = schedules?.entries.find(({ name }) => name === message.schedule);
  if (schedules === undefined || entry === undefined) return undefined;
  const at = Date.parse(message.slot);
  const found = Number.isNaN(at) ? undefined : findSlot(entry, schedules, at);
  if (found === undefined) return undefined;
  const { date, time } = found;
  return { entry, slot: { date, time, at, id: `schedule:${entry.name}:${nameOf(found)}` } };
}

/** `early`: nobody's clock says so yet. `late`: it is left out, and the team is told; `past`: nobody is. */
export type Verdict = 'do' | 'done' | 'early' | 'late' | 'past';

export function judge(record: Schedule | undefined, slot: Slot, now: number): Verdict {
  if (isDone(record, slot)) return 'done';
  const age = now - slot.at;
  if (age < -CLOCK_SKEW_MS) return 'early';
  if (age <= MOST_LATE_MS) return 'do';
  return age <= TOLD_LATE_MS && slot.at > (record?.newestAt ?? 0) ? 'late' : 'past';
}

/** The outcome of a slot: the messages about it, and what the team knows after them. `record`: as it will stand. */
export type Outcome = (record: Schedule) => { messages: readonly Notification[]; told?: Schedule['told'] };

/** The record once the slot is done; undefined where another copy has done it. */
export function afterSlot(
  record: Schedule | undefined,
  { entry, slot }: Due,
  outcome: Outcome,
  now: number,
): Schedule | undefined {
  if (isDone(record, slot)) return undefined;
  const before = record ?? newSchedule(scheduleId(entry.name), now);
  const next: Schedule = {
    ...before,
    version: before.version + 1,
    done: [...before.done.filter(({ at }) => at > now - TOLD_LATE_MS), { slot: nameOf(slot), at: slot.at }],
    newestAt: Math.max(before.newestAt, slot.at),
    expiresAt: expiryOf(now),
  };
  const { messages, told = before.told } = outcome(next);
  return { ...next, told, outbox: [...before.outbox, ...messages] };
}

function isDone(record: Schedule | undefined, slot: LocalTime): boolean {
  return record?.done.some((each) => each.slot === nameOf(slot)) ?? false;
}

function nameOf({ date, time }: LocalTime): string {
  return `${date}T${time}`;
}
