/** The message of a follow as it stands, for the notifier. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '@valine/contracts';
import type { Tracking } from '@valine/runs';
import { trackingNotification } from '../answer/notifications.ts';
import { trackingMessage } from '../follow-card/messages.ts';

export function showTracking(tracking: Tracking): Outgoing[] {
  return [trackingNotification(tracking, trackingMessage(tracking))];
}

/** Nothing, where people would read the same as before. */
export function showIfChanged(before: Tracking, tracking: Tracking): Outgoing[] {
  return isDeepStrictEqual(trackingMessage(before), trackingMessage(tracking)) ? [] : showTracking(tracking);
}
