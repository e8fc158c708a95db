/** What the bot may do in each channel that it writes to. */
import { missingBotPermissions } from '@valine/requirements';
import type { ChannelFact, GuildFact } from '../../facts/discord-facts.ts';
import { both, type Fact, known, unknown } from '../../facts/fact.ts';
import type { DiscordSideFacts } from '../../facts/facts.ts';
import { checkEach, type Problem } from '../../judging/check.ts';
import { idsIn } from '../../judging/ids-in.ts';

/** Text, and announcements. */
const WITH_TEXT = [0, 5];

export const channels = checkEach(
  'discord.channels',
  'DISCORD_CHANNEL_ID and ALLOWED_CHANNEL_IDS: there, in an allowed server, and the bot may write in them',
  (facts: DiscordSideFacts) =>
    Object.fromEntries(Object.entries(facts.discord.channels).map(([id, channel]) => [id, placedIn(channel, facts)])),
  (placed, id) => (placed === undefined ? [noChannel(id)] : channelProblems(placed)),
);

/** A channel, and where it stands. `guild`: undefined where it does not come to that. */
type Placed = { channel: ChannelFact; guild: GuildFact | undefined; botId: string };

function placedIn(
  fact: Fact<ChannelFact | undefined>,
  { settings, discord }: DiscordSideFacts,
): Fact<Placed | undefined> {
  if (fact.is !== 'known') return fact;
  const channel = fact.value;
  if (channel === undefined) return known(undefined);
  const told = both(discord.botId, settings);
  if (told.is !== 'known') return told;
  const [botId, { ALLOWED_GUILD_IDS: allowed }] = told.value;
  const guild = discord.guilds[channel.guildId];
  if (!WITH_TEXT.includes(channel.type) || (guild === undefined && idsIn(allowed).length > 0))
    return known({ channel, guild: undefined, botId });
  if (guild === undefined) return unknown(`The server of #${channel.name} is not known.`, ALLOW);
  if (guild.is !== 'known') return guild;
  return guild.value === undefined
    ? unknown(`The bot is not in the server of #${channel.name}.`, ALLOW)
    : known({ channel, guild: guild.value, botId });
}

const ALLOW = 'Set ALLOWED_GUILD_IDS to the server that the bot works for, and invite it there.';

function noChannel(id: string): Problem {
  return {
    says: `There is no channel ${id} that the bot can see.`,
    mend: 'Let the bot see it (channel, Edit, Permissions: View Channel), or set the id of another (right click, Copy Channel ID).',
  };
}

function channelProblems({ channel, guild, botId }: Placed): Problem[] {
  const { id, name, guildId, type, overwrites } = channel;
  const label = `#${name} (${id})`;
  if (!WITH_TEXT.includes(type))
    return [{ says: `${label} is no channel for text.`, mend: 'Set the id of a text channel.' }];
  if (guild === undefined)
    return [
      {
        says: `${label} stands in server ${guildId}, which ALLOWED_GUILD_IDS does not name.`,
        mend: 'Set the id of a channel in an allowed server, or allow that server.',
      },
    ];
  const missing = missingBotPermissions(permissionsIn(guild, overwrites, botId));
  if (missing.length === 0) return [];
  return [
    {
      says: `The bot lacks in ${label}: ${missing.map(({ label: permission }) => permission).join(', ')}.`,
      mend: 'Allow it there (channel, Edit, Permissions), or give its role these permissions (Server Settings, Roles).',
    },
  ];
}

const ADMINISTRATOR = 8n;

/** As Discord adds them up: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
function permissionsIn(guild: GuildFact, overwrites: ChannelFact['overwrites'], botId: string): bigint {
  const own = guild.roles.filter(({ id }) => id === guild.id || guild.botRoles.includes(id));
  const base = own.reduce((sum, { permissions }) => sum | permissions, 0n);
  if ((base & ADMINISTRATOR) !== 0n) return base;
  const of = (isMeant: (id: string) => boolean) => overwrites.filter(({ id }) => isMeant(id));
  const steps = [of((id) => id === guild.id), of((id) => guild.botRoles.includes(id)), of((id) => id === botId)];
  return steps.reduce((sum, step) => {
    const denied = step.reduce((bits, { deny }) => bits | deny, 0n);
    const granted = step.reduce((bits, { allow }) => bits | allow, 0n);
    return (sum & ~denied) | granted;
  }, base);
}
