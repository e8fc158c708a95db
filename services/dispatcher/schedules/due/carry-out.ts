/** What each kind of schedule does when it is due. */
import type { Notification } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { morningMessage } from '../reports/messages.ts';
import type { Due } from '../slot/decide.ts';
import { channelOf, reportNotification } from '../slot/notifications.ts';

/** What is to be said of it. Doing it again changes nothing. */
export async function carryOut(ports: Ports, due: Due): Promise<Notification[]> {
  const channelId = channelOf(ports.settings, due.entry);
  if (channelId === undefined) {
    ports.logger.warn('a schedule has no channel: set DISCORD_CHANNEL_ID, or its own', { slot: due.slot.id });
    return [];
  }
  switch (due.entry.do) {
    case 'morning':
      return [reportNotification(due, channelId, morningMessage(due.slot))];
    default:
      return [];
  }
}
