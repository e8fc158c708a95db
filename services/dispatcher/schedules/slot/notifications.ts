/** Where the messages of schedules stand. */
import type { Message, Notification } from '@valine/contracts';
import { operationId } from '@valine/records';
import type { ScheduleEntry } from '@valine/settings';
import type { Ports } from '../../ports.ts';
import type { Due } from './decide.ts';

/** Undefined where nobody has said which: it is logged alone. */
export function channelOf({ channelId }: Ports['settings'], { channel }: ScheduleEntry): string | undefined {
  return channel ?? channelId;
}

/** A message of its own for each slot. */
export function reportNotification({ slot }: Due, channelId: string, message: Message): Notification {
  const id = operationId(slot.id, 'report');
  const key = `schedule:${id}`;
  const place = { in: 'channel', channelId } as const;
  return { type: 'message.shown', id, conversation: key, key, revision: 1, place, message };
}
