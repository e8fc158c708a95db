/** The servers and their roles, as the settings name them. */
import { inviteUrl } from '@valine/requirements';
import type { GuildFact } from '../../facts/discord-facts.ts';
import { both, type Fact, known, needless } from '../../facts/fact.ts';
import type { DiscordSideFacts } from '../../facts/facts.ts';
import { check, checkEach, type Problem } from '../../judging/check.ts';
import { idsIn } from '../../judging/ids-in.ts';

const ROLE_SETTINGS = ['OPERATOR_ROLE_IDS', 'APPROVER_ROLE_IDS', 'ADMIN_ROLE_IDS'] as const;

export const guilds = checkEach(
  'discord.servers',
  'ALLOWED_GUILD_IDS: the bot is in each of these servers',
  ({ discord }: DiscordSideFacts) => discord.guilds,
  (guild, id, { discord }) => {
    if (guild !== undefined) return [];
    const applicationId = discord.application.is === 'known' ? discord.application.value.id : '<application id>';
    return [
      {
        says: `The bot is not in server ${id}.`,
        mend: `Have somebody who manages it open ${inviteUrl(applicationId, id)}, or take it out of ALLOWED_GUILD_IDS.`,
      },
    ];
  },
);

export const roles = check(
  'discord.roles',
  `${ROLE_SETTINGS.join(', ')}: each is a role of one of these servers`,
  ({ discord, settings }: DiscordSideFacts) => both(knownGuilds(discord.guilds), settings),
  ([all, settings]) => {
    const there = new Set(all.flatMap((guild) => guild.roles.map(({ id }) => id)));
    return ROLE_SETTINGS.flatMap((setting) =>
      idsIn(settings[setting]).flatMap((id) => (there.has(id) ? [] : [noRole(setting, id)])),
    );
  },
);

function noRole(setting: string, id: string): Problem {
  return {
    says: `${setting} names the role ${id}, which no allowed server has.`,
    mend: `Copy the id of a role that is there (Server Settings, Roles) and set ${setting} to it; then pulumi up.`,
  };
}

function knownGuilds(all: DiscordSideFacts['discord']['guilds']): Fact<GuildFact[]> {
  const facts = Object.values(all);
  const lacking = facts.find((fact) => fact.is === 'unknown');
  if (lacking?.is === 'unknown') return lacking;
  const inside = facts.flatMap((fact) => (fact.is === 'known' && fact.value !== undefined ? [fact.value] : []));
  return inside.length === 0 ? needless('the bot is in none of the servers') : known(inside);
}
