/** Channels and threads in Discord's words. */
import { assertChannel, type DiscordModel, findThread, type Message, type Thread } from '@valine/discord-model';
import type { DiscordState } from './state.ts';

const TEXT_CHANNEL = 0;
const PUBLIC_THREAD = 11;

const CHANNEL_NAME = 'product-team';

export function channelView(state: DiscordState, id: string) {
  assertChannel(state, id);
  const thread = findThread(state, id);
  if (thread !== undefined) return threadView(state, thread);
  return {
    id,
    type: TEXT_CHANNEL,
    guild_id: state.guildId,
    name: CHANNEL_NAME,
    topic: null,
    position: 0,
    permission_overwrites: [],
    nsfw: false,
    parent_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    last_message_id: lastMessageId(state, id),
  };
}

export function threadView(state: DiscordState, thread: Thread) {
  const count = messagesIn(state, thread.id).length;
  const createdAt = new Date(thread.createdAt).toISOString();
  return {
    id: thread.id,
    type: PUBLIC_THREAD,
    guild_id: state.guildId,
    parent_id: thread.parentId,
    owner_id: state.applicationId,
    name: thread.name,
    flags: 0,
    last_message_id: lastMessageId(state, thread.id),
    message_count: count,
    total_message_sent: count,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: thread.archived ?? false,
      auto_archive_duration: 1440,
      archive_timestamp: createdAt,
      create_timestamp: createdAt,
      locked: thread.locked ?? false,
    },
  };
}

function lastMessageId(state: DiscordModel, channelId: string): string | null {
  return messagesIn(state, channelId).at(-1)?.id ?? null;
}

/** Private ones too, the oldest first. */
export function messagesIn({ messages }: DiscordModel, channelId: string): Message[] {
  return messages.filter((message) => message.channelId === channelId && !message.deleted);
}
