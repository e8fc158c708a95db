/** The message of a follow as it stands, for the notifier. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { trackingNotification } from '../../replies/notifications.ts';
import { trackingMessage } from '../card/messages.ts';

export function showTracking(tracking: Tracking): Outgoing[] {
  return [trackingNotification(tracking, trackingMessage(tracking))];
}

/** Nothing, where people would read the same as before. */
export function showIfChanged(before: Tracking, tracking: Tracking): Outgoing[] {
  return isDeepStrictEqual(trackingMessage(before), trackingMessage(tracking)) ? [] : showTracking(tracking);
}
