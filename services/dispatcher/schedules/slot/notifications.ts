/** Where the messages of schedules stand. */
import type { Message, Notification, OwnPlace, Person } from '@valine/contracts';
import { operationId, type Schedule } from '@valine/records';
import type { ScheduleEntry } from '@valine/settings';
import type { Ports } from '../../ports.ts';
import type { Due } from './decide.ts';

/** Undefined where nobody has said which: it is logged alone. */
export function channelOf({ channelId }: Ports['settings'], { channel }: ScheduleEntry): string | undefined {
  return channel ?? channelId;
}

/** Who asks for what a schedule begins. */
export function actorOf({ name }: Pick<ScheduleEntry, 'name'>): Person {
  return { id: `schedule:${name}`, name: `schedule ${name}`, roles: [] };
}

/** A message of its own for each slot. */
export function reportNotification({ slot }: Pick<Due, 'slot'>, channelId: string, message: Message): Notification {
  const id = operationId(slot.id, 'report');
  const key = `schedule:${id}`;
  const place = { in: 'channel', channelId } as const;
  return { type: 'message.shown', id, conversation: key, key, revision: 1, place, message };
}

/** In another channel it is another message: one that is shown cannot move. */
function headKey(name: string, channelId: string): string {
  return `schedule-head:${name}:${channelId}`;
}

/** The one message of a schedule, which shows how it stands; in its thread is what it begins. */
export function headNotification(
  { id, version }: Schedule,
  { name }: Pick<ScheduleEntry, 'name'>,
  channelId: string,
  message: Message,
): Notification {
  const key = headKey(name, channelId);
  const about = { id: operationId(id, `head ${version}`), conversation: key, key, revision: version };
  return { type: 'message.shown', ...about, place: { in: 'channel', channelId }, message, thread: `Schedule ${name}` };
}

export function underHead({ name }: Pick<ScheduleEntry, 'name'>, channelId: string): OwnPlace {
  return { in: 'thread', under: headKey(name, channelId), channelId };
}

/** A new message under it, for what everybody is to see. */
export function alertNotification(
  { id, version }: Schedule,
  { name }: Pick<ScheduleEntry, 'name'>,
  channelId: string,
  message: Message,
): Notification {
  const alert = operationId(id, `alert ${version} ${message.content}`);
  const place = { in: 'reply-to', to: headKey(name, channelId), channelId } as const;
  const conversation = headKey(name, channelId);
  return { type: 'message.shown', id: alert, conversation, key: `alert:${alert}`, revision: 1, place, message };
}
