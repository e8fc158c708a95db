/** Makes the report of a slot: of the time since the one before. */
import type { Message } from '@valine/contracts';
import type { Schedules } from '@valine/settings';
import { dateAfter, instantsOf, type LocalTime, workingDayBefore } from '@valine/settings/calendar';
import type { Ports } from '../../ports.ts';
import type { Slot } from '../slot/decide.ts';
import { readFacts } from './facts.ts';
import { digestMessage, eveningMessage, morningMessage } from './messages.ts';

export async function makeReport(
  ports: Ports,
  kind: 'morning' | 'evening' | 'digest',
  slot: Slot,
  team: Schedules,
): Promise<Message> {
  const facts = await readFacts(ports, sinceOf(kind, slot, team));
  switch (kind) {
    case 'morning':
      return morningMessage(slot, facts);
    case 'evening':
      return eveningMessage(slot, facts);
    case 'digest':
      return digestMessage(slot, facts);
  }
}

const DAY_MS = 86_400_000;

/** Epoch milliseconds: the same time of the working day before, the beginning of the day, or the same time a week before. */
function sinceOf(kind: 'morning' | 'evening' | 'digest', { date, time, at }: Slot, team: Schedules): number {
  const from: Record<typeof kind, LocalTime> = {
    morning: { date: workingDayBefore(date, team), time },
    evening: { date, time: '00:00' },
    digest: { date: dateAfter(date, -7), time },
  };
  // Clocks may have left it out.
  return instantsOf(from[kind], team.time_zone)[0] ?? at - (kind === 'digest' ? 7 : 1) * DAY_MS;
}
