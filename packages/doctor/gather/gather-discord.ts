/** Asks Discord for all that the checks look at. */

import type { ApplicationFact, ChannelFact, CommandFact, DiscordFacts, GuildFact } from '../facts/discord-facts.ts';
import { type Fact, needless, unknown } from '../facts/fact.ts';
import type { SettingsFact } from '../facts/facts.ts';
import { idsIn } from '../judging/ids-in.ts';
import { factOf } from './fact-of.ts';

/** Every method throws DiscordError. */
export interface DiscordSetUp {
  application(): Promise<ApplicationFact>;
  /** Of the bot's user. */
  botId(): Promise<string>;
  /** Of the application, or of one server. */
  commands(applicationId: string, guildId?: string): Promise<CommandFact[]>;
  /** Undefined where the bot is not in it. */
  guild(id: string, botId: string): Promise<GuildFact | undefined>;
  /** Undefined where there is none that it sees. */
  channel(id: string): Promise<ChannelFact | undefined>;
  isMember(guildId: string, userId: string): Promise<boolean>;
  /** How far this machine's clock is ahead, in milliseconds. */
  skewMs(): Promise<number>;
}

const AGAIN = 'Try again; https://discordstatus.com tells whether Discord has a problem.';
const TOKEN = 'Set a valid bot token (pulumi config set --secret discordBotToken, then pulumi up).';

/** `linked`: ids of the people who are linked with an account on GitHub, as far as they are known. */
export async function gatherDiscord(
  discord: DiscordSetUp,
  settings: SettingsFact,
  linked: Fact<readonly string[]>,
): Promise<DiscordFacts> {
  const application = await factOf(() => discord.application(), TOKEN);
  const skewMs = await factOf(() => discord.skewMs(), AGAIN);
  if (application.is !== 'known') return { ...unknownDiscord(application), skewMs };
  const botId = await factOf(() => discord.botId(), AGAIN);
  const { id } = application.value;
  const guildIds = idsIn(settings['ALLOWED_GUILD_IDS']);
  const channelIds = [...idsIn(settings['DISCORD_CHANNEL_ID']), ...idsIn(settings['ALLOWED_CHANNEL_IDS'])];
  const guilds = await guildsOf(discord, guildIds, botId);
  const inside = guildIds.filter((guildId) => isInside(guilds[guildId]));
  const tied = [...new Set([...peopleIn(settings['GITHUB_LOGINS']), ...(linked.is === 'known' ? linked.value : [])])];
  return {
    application,
    botId,
    commands: await factOf(() => discord.commands(id), AGAIN),
    guildCommands: await each(inside, (guildId) => discord.commands(id, guildId)),
    guilds,
    channels: await each([...new Set(channelIds)], (channelId) => discord.channel(channelId)),
    people: { ...(await peopleOf(discord, tied, guilds)), ...(linked.is === 'unknown' ? { links: linked } : {}) },
    skewMs,
  };
}

/** All of it, where there is nothing to ask with. */
export function unknownDiscord(application: Fact<ApplicationFact>): DiscordFacts {
  const rest = needless('Discord cannot be asked');
  return {
    application,
    botId: rest,
    commands: rest,
    guildCommands: {},
    guilds: {},
    channels: {},
    people: {},
    skewMs: application.is === 'known' ? rest : application,
  };
}

/** One after the other: Discord counts. */
async function each<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<Record<string, Fact<T>>> {
  const facts: Record<string, Fact<T>> = {};
  for (const id of ids) facts[id] = await factOf(() => ask(id), AGAIN);
  return facts;
}

type Guilds = DiscordFacts['guilds'];

/** Which roles the bot has in them is told by its id alone. */
async function guildsOf(discord: DiscordSetUp, ids: readonly string[], botId: Fact<string>): Promise<Guilds> {
  if (botId.is !== 'known') return Object.fromEntries(ids.map((id) => [id, botId]));
  return each(ids, (id) => discord.guild(id, botId.value));
}

function isInside(guild: Guilds[string] | undefined): boolean {
  return guild?.is === 'known' && guild.value !== undefined;
}

/** Of people who are linked: whether each is still in one of the servers, as the check has it. */
export async function gatherPeople(
  discord: DiscordSetUp,
  settings: SettingsFact,
  ids: readonly string[],
): Promise<DiscordFacts['people']> {
  const botId = await factOf(() => discord.botId(), AGAIN);
  return peopleOf(discord, ids, await guildsOf(discord, idsIn(settings['ALLOWED_GUILD_IDS']), botId));
}

/** Whoever is found nowhere may still be in a server that was not seen. */
async function peopleOf(
  discord: DiscordSetUp,
  ids: readonly string[],
  guilds: Guilds,
): Promise<DiscordFacts['people']> {
  const inside = Object.keys(guilds).filter((id) => isInside(guilds[id]));
  const unseen = Object.values(guilds).find((guild) => guild.is === 'unknown');
  const found = await each(ids, async (person) => {
    for (const guildId of inside) if (await discord.isMember(guildId, person)) return true;
    return false;
  });
  if (inside.length === 0)
    return Object.fromEntries(ids.map((id) => [id, unseen ?? needless('the bot is in no server')]));
  const orUnseen = (fact: Fact<boolean>) => (fact.is === 'known' && !fact.value ? (unseen ?? fact) : fact);
  return Object.fromEntries(Object.entries(found).map(([id, fact]) => [id, orUnseen(fact)]));
}

function peopleIn(logins: string | undefined): string[] {
  try {
    return Object.keys(Object(JSON.parse(logins || '{}')));
  } catch {
    return [];
  }
}

export function noDiscordToken(): DiscordFacts {
  return unknownDiscord(unknown('There is no bot token to ask Discord with.', TOKEN));
}
