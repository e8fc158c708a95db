/** A message to one person alone. */
import { FIRST_ANSWER_REVISION, type Message, type Notification, type Place } from '@valine/contracts';
import { operationId } from './ids.ts';

/** `source`: the interaction, comment or line it speaks of. `instead`: see `Place`. */
export function directNotification(
  personId: string,
  source: string,
  message: Message,
  instead?: Extract<Place, { in: 'direct' }>['instead'],
): Notification {
  const id = directId(personId, source);
  return {
    type: 'message.shown',
    id,
    conversation: `direct:${personId}`,
    key: `direct:${id}`,
    revision: FIRST_ANSWER_REVISION - 1,
    place: { in: 'direct', personId, ...(instead === undefined ? {} : { instead }) },
    message,
  };
}

export function directId(personId: string, source: string): string {
  return operationId(source, `direct ${personId}`);
}
