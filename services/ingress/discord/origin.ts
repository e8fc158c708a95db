/** Who an interaction comes from, where it was made, and where its answer goes. */
import { type Person, REPLY_TOKEN_LIFE_MS, type Reply } from '@valine/contracts';
import type { CommandInteraction, ComponentInteraction } from './interaction.ts';

export type Origin = Omit<CommandInteraction | ComponentInteraction, 'type' | 'data'>;

const DISCORD_EPOCH_MS = Date.UTC(2015, 0, 1);
/** The signature's timestamp may be no older; a creation time further off is no creation time. */
const OLDEST_MS = 5 * 60 * 1000;
/** Announcement, public and private threads: what they belong to is a channel, where other channels have a category. */
const THREAD_TYPES: readonly number[] = [10, 11, 12];

export function personOf(origin: Origin): Person {
  const user = origin.member?.user ?? origin.user;
  if (!user) throw new Error(`Interaction ${origin.id} has no user, though its shape was checked.`);
  const name = origin.member?.nick || user.global_name || user.username || user.id;
  return { id: user.id, name, roles: origin.member?.roles ?? [] };
}

export function replyTo(origin: Origin, isPrivate: boolean, now: number): Reply {
  return {
    interactionId: origin.id,
    applicationId: origin.application_id,
    token: origin.token,
    tokenExpiresAt: createdAt(origin.id, now) + REPLY_TOKEN_LIFE_MS,
    channelId: origin.channel_id,
    ...(origin.guild_id && { guildId: origin.guild_id }),
    private: isPrivate,
  };
}

/** The channel, and for a thread also the channel it was opened in. */
export function channelsOf(origin: Origin): string[] {
  const { channel } = origin;
  const isThread = channel?.type !== undefined && channel.type !== null && THREAD_TYPES.includes(channel.type);
  const parent = isThread ? channel.parent_id : undefined;
  return parent ? [origin.channel_id, parent] : [origin.channel_id];
}

/** When Discord made the interaction, which its snowflake says; the time of receipt where that makes no sense. */
function createdAt(id: string, now: number): number {
  if (!/^\d{15,20}$/.test(id)) return now;
  const created = Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
  return created <= now && created >= now - OLDEST_MS ? created : now;
}
