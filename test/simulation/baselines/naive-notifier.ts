/** Shows a notification when it comes: writes to Discord, notes where the message is, and that is all. */
import type { Notification } from '@valine/contracts';
import { DISCORD_CODES, DiscordError, type MessageBody, renderMessage, threadName } from '@valine/discord';
import type { PostedMessage } from '@valine/records';
import type { Ports } from '../services.ts';
import { put } from './without-mechanism.ts';

type Where = Pick<PostedMessage, 'channelId' | 'messageId'>;
/** A nonce that no other call has. */
export type NonceFor = (key: string) => string;

export async function showNaively(ports: Ports, nonceFor: NonceFor, notification: Notification): Promise<void> {
  const { key, revision, thread, message } = notification;
  const known = await ports.store.find('message', key);
  const where = await write(ports, nonceFor, notification, known, renderMessage(message));
  if (where === undefined) return;
  const opened = thread !== undefined && known?.threadId === undefined && where.messageId !== undefined;
  const threadId = opened ? await openThread(ports, where, thread) : known?.threadId;
  await put(ports.store, {
    ...(known ?? newMessage(notification)),
    ...where,
    shownRevision: revision,
    ...(threadId === undefined ? {} : { threadId }),
  });
}

/** Undefined where only one person may see it and they cannot be reached any more. */
async function write(
  ports: Ports,
  nonceFor: NonceFor,
  { key, place }: Notification,
  known: PostedMessage | undefined,
  body: MessageBody,
): Promise<Where | undefined> {
  if ('reply' in place) {
    const answered = await editAnswer(ports, place.reply.token, body);
    if (answered !== undefined) return answered;
    if (place.reply.private) return undefined;
  }
  const edited = known === undefined ? undefined : await edit(ports, known, body);
  if (edited !== undefined) return edited;
  const channelId = await channelOf(ports, place);
  const { id } = await ports.discord.createMessage(channelId, body, nonceFor(key));
  return { channelId, messageId: id };
}

async function editAnswer({ discord }: Ports, token: string, body: MessageBody): Promise<Where | undefined> {
  const sent = await unless([401, 404], () => discord.editOriginal(token, body));
  return sent && { ...(sent.channel_id && { channelId: sent.channel_id }), ...(sent.id && { messageId: sent.id }) };
}

async function edit({ discord }: Ports, known: PostedMessage, body: MessageBody): Promise<Where | undefined> {
  const { channelId, messageId } = known;
  if (channelId === undefined || messageId === undefined) return undefined;
  const sent = await unless([404], () => discord.editMessage(channelId, messageId, body));
  return sent && { channelId, messageId };
}

async function openThread({ discord }: Ports, { channelId = '', messageId = '' }: Where, name: string) {
  try {
    return (await discord.createThread(channelId, messageId, threadName(name))).id;
  } catch (error) {
    if (error instanceof DiscordError && error.code === DISCORD_CODES.threadExists) return messageId;
    throw error;
  }
}

async function channelOf({ store, discord, fallbackChannelId }: Ports, place: Notification['place']): Promise<string> {
  if (place.in === 'direct') return (await discord.openDirect(place.personId)).id;
  if (place.in === 'channel' || place.in === 'reply-to') return place.channelId;
  if ('reply' in place) return place.reply.channelId;
  const above = await store.find('message', place.under);
  return above?.threadId ?? above?.channelId ?? fallbackChannelId;
}

/** Undefined where Discord answers one of these. */
async function unless<T>(statuses: readonly number[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DiscordError && statuses.includes(error.status)) return undefined;
    throw error;
  }
}

function newMessage({ key, place }: Notification): PostedMessage {
  return {
    kind: 'message',
    id: key,
    version: 0,
    epoch: 0,
    shownRevision: 0,
    private: place.in === 'reply' && place.reply.private,
    replyClosed: false,
    deletions: 0,
    outbox: [],
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
}
