/** Decides where a message under another one goes. */
import type { PostedMessage } from '@valine/records';
import { noPlaceMessage, privateParentMessage } from '../operator-messages.ts';

export type Destination =
  | { is: 'channel'; channelId: string; because: string }
  | { is: 'unopened'; parent: PostedMessage; channelId: string; messageId: string }
  | { is: 'none'; reason: string };

/**
 * The thread under `parent`, which may have to be opened first. Where Discord refuses threads, the channel of the
 * parent; where the parent was never shown, `fallbackChannelId`; nowhere if only one person sees the parent.
 */
export function findThread(
  under: string,
  parent: PostedMessage | undefined,
  fallbackChannelId: string | undefined,
): Destination {
  const { threadId, channelId, messageId, threadRefused } = parent ?? {};
  if (parent?.private) return { is: 'none', reason: privateParentMessage(under) };
  if (threadId !== undefined) return { is: 'channel', channelId: threadId, because: 'its thread' };
  if (parent !== undefined && channelId !== undefined && messageId !== undefined && threadRefused === undefined)
    return { is: 'unopened', parent, channelId, messageId };
  if (channelId !== undefined) return { is: 'channel', channelId, because: 'no thread can be opened' };
  if (fallbackChannelId === undefined) return { is: 'none', reason: noPlaceMessage(under) };
  return { is: 'channel', channelId: fallbackChannelId, because: 'the message above it was never shown' };
}
