/** A message of a rule: in its channel or thread, or to its person alone. */
import type { Message, Notification } from '@valine/contracts';
import type { NotificationRule } from '@valine/settings';

/** `id`: of the operation. `what`: one thing that happened, or several that were held. */
export function ruleNotification(
  { name, rule }: { name: string; rule: NotificationRule },
  what: 'news' | 'held',
  id: string,
  message: Message,
): Notification {
  const { channel, thread, person } = rule;
  const where =
    person === undefined
      ? ({ conversation: `rule:${name}`, place: { in: 'channel', channelId: channel ?? thread ?? '' } } as const)
      : ({ conversation: `direct:${person}`, place: { in: 'direct', personId: person, isOneOfMany: true } } as const);
  return { type: 'message.shown', id, key: `${what}:${id}`, revision: 1, message, ...where };
}
