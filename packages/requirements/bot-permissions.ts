/** What the bot must be allowed in Discord: in the server, and in each channel that it writes to. */
import { PermissionFlagsBits } from 'discord-api-types/v10';

export type BotPermission = { bit: bigint /** As Discord's pages name it. */; label: string; purpose: string };

export const BOT_PERMISSIONS = [
  { bit: PermissionFlagsBits.ViewChannel, label: 'View Channels', purpose: 'everything' },
  { bit: PermissionFlagsBits.SendMessages, label: 'Send Messages', purpose: 'messages nobody asked for; pings' },
  { bit: PermissionFlagsBits.EmbedLinks, label: 'Embed Links', purpose: 'cards of plans and deploys' },
  { bit: PermissionFlagsBits.AttachFiles, label: 'Attach Files', purpose: 'charts, and diffs that are too long' },
  { bit: PermissionFlagsBits.ReadMessageHistory, label: 'Read Message History', purpose: 'finding its own messages' },
  { bit: PermissionFlagsBits.CreatePublicThreads, label: 'Create Public Threads', purpose: "a plan's thread" },
  {
    bit: PermissionFlagsBits.SendMessagesInThreads,
    label: 'Send Messages in Threads',
    purpose: "what happens to a plan's tasks",
  },
] as const satisfies readonly BotPermission[];

/** Who has it may do everything, in every channel. */
const ADMINISTRATOR = PermissionFlagsBits.Administrator;

/** The number of the invite link. */
export function botPermissionsNumber(): string {
  return String(BOT_PERMISSIONS.reduce((sum, { bit }) => sum | bit, 0n));
}

/** The page on which somebody who manages a server adds the bot to it. `guildId`: the server that is chosen there. */
export function inviteUrl(applicationId: string, guildId?: string): string {
  const asked = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: botPermissionsNumber(),
    ...(guildId !== undefined && { guild_id: guildId, disable_guild_select: 'true' }),
  });
  return `https://discord.com/oauth2/authorize?${asked}`;
}

/** Those that `granted` lacks. `granted`: the bits as Discord adds them up. */
export function missingBotPermissions(granted: bigint): readonly BotPermission[] {
  return (granted & ADMINISTRATOR) === ADMINISTRATOR
    ? []
    : BOT_PERMISSIONS.filter(({ bit }) => (granted & bit) !== bit);
}
