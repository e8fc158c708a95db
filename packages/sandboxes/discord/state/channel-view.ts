/** Channels and threads in Discord's words. */
import {
  assertChannel,
  type Direct,
  type DiscordModel,
  findDirect,
  findThread,
  type Message,
  type Thread,
} from '@valine/discord-model';
import type { DiscordState, Member } from './state.ts';
import { userOf } from './users.ts';

const PUBLIC_THREAD = 11;

const CHANNEL_NAME = 'product-team';

export function channelView(state: DiscordState, id: string) {
  assertChannel(state, id);
  const thread = findThread(state, id);
  if (thread !== undefined) return threadView(state, thread);
  const direct = findDirect(state, id);
  const person = state.members.find((member) => member.id === direct?.personId);
  if (direct !== undefined && person !== undefined) return directView(direct, person);
  return {
    id,
    type: state.setUp.channelType,
    guild_id: state.guildId,
    name: CHANNEL_NAME,
    parent_id: null,
    permission_overwrites: state.setUp.overwrites,
  };
}

export function threadView(state: DiscordState, thread: Thread) {
  return {
    id: thread.id,
    type: PUBLIC_THREAD,
    guild_id: state.guildId,
    parent_id: thread.parentId,
    owner_id: state.applicationId,
    name: thread.name,
    thread_metadata: { archived: thread.archived ?? false, locked: thread.locked ?? false },
  };
}

export function directView({ id }: Direct, person: Member) {
  return { id, type: 1, recipients: [userOf(person)] };
}

/** Private ones too, the oldest first. */
export function messagesIn({ messages }: DiscordModel, channelId: string): Message[] {
  return messages.filter((message) => message.channelId === channelId && !message.deleted);
}
