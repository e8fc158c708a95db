/** How a schedule stands, and what everybody is to hear of it. */
import { agoMarkdown, codeSpan, type Message } from '@valine/contracts';
import type { Schedule, Tracking } from '@valine/records';
import type { ScheduleEntry } from '@valine/settings';
import { outcomeText } from '../../workflows/card/outcome-messages.ts';

const WHAT = { diagnose: '`/diagnose`', verify: '`/verify-latest`' } as const;

function whatText(what: ScheduleEntry['do']): string {
  return what === 'verify' ? WHAT.verify : WHAT.diagnose;
}

/** `last`: what has ended last, and how often in a row it has failed; absent before the first in its channel. */
export function headMessage(entry: ScheduleEntry, last?: { tracking: Tracking; record: Schedule }): Message {
  const every = entry.every_hours === undefined ? `at ${entry.at}` : `every ${entry.every_hours} h`;
  const title = `🔁 ${codeSpan(entry.name)} does ${whatText(entry.do)} ${every}`;
  return {
    content: `${title} • ${last === undefined ? 'one is under way' : lastText(last.tracking, last.record)}`,
  };
}

function lastText(tracking: Tracking, { failures }: Schedule): string {
  const row = failures > 1 ? ` • ${failures} failures in a row` : '';
  return `last ${agoMarkdown(tracking.endedAt ?? tracking.updatedAt)}: ${outcomeText(tracking)}${row}`;
}

export function failingMessage({ name, do: what }: ScheduleEntry, { failures }: Schedule, tracking: Tracking): Message {
  const times = failures === 1 ? 'has failed' : `has failed ${failures} times in a row`;
  return {
    content: `🔴 ${whatText(what)} ${times} (schedule ${codeSpan(name)}): ${outcomeText(tracking)}. Look at its thread; this is told once, and again when it is well.`,
  };
}

export function wellAgainMessage({ name, do: what }: ScheduleEntry, tracking: Tracking): Message {
  return { content: `🟢 ${whatText(what)} is well again (schedule ${codeSpan(name)}): ${outcomeText(tracking)}` };
}
