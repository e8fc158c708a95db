/** The message of a follow as it stands, for the notifier. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '@valine/contracts';
import type { Follow } from '@valine/runs';
import { followNotification } from '../answer/notifications.ts';
import { followMessage } from '../follow-card/messages.ts';

export function showFollow(follow: Follow): Outgoing[] {
  return [followNotification(follow, followMessage(follow))];
}

/** Nothing, where people would read the same as before. */
export function showIfChanged(before: Follow, follow: Follow): Outgoing[] {
  return isDeepStrictEqual(followMessage(before), followMessage(follow)) ? [] : showFollow(follow);
}
