/** Channels and threads in Discord's words. */
import { discordErrors } from '../forms/api-error.ts';
import type { DiscordState, Thread } from './state.ts';

const TEXT_CHANNEL = 0;
const PUBLIC_THREAD = 11;

const CHANNEL_NAME = 'product-team';

export function channelView(state: DiscordState, id: string) {
  const thread = state.threads.find((each) => each.id === id);
  if (thread !== undefined) return threadView(state, thread);
  if (id !== state.channelId) throw discordErrors.unknownChannel();
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
  const count = state.messages.filter((each) => each.message.channel_id === thread.id).length;
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
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: thread.createdAt,
      create_timestamp: thread.createdAt,
      locked: false,
    },
  };
}

function lastMessageId(state: DiscordState, channelId: string): string | null {
  return state.messages.findLast((each) => each.message.channel_id === channelId)?.message.id ?? null;
}
