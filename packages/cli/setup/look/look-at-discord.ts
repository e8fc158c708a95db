/** Looks at the application, the servers that the bot is in, and the chosen one. */
import { registrationPayload } from '@valine/commands';
import { showsCommand } from '@valine/doctor';
import { idsIn } from '@valine/doctor/ids-in';
import type { DiscordFound, Known, Named } from '../decide/found.ts';
import { isGreeting } from '../decide/greeting-message.ts';
import type { Ports, Values } from '../decide/ports.ts';
import { ask, type Fields, fieldsOf, known, listOf, textOf, unlessHidden } from './read.ts';

/** Text, and announcements. */
const CHANNEL_TYPES: readonly unknown[] = [0, 5];

export function lookAtDiscord(ports: Pick<Ports, 'discord'>, values: Values): Promise<Known<DiscordFound>> {
  const authorization = botAuthorization(values);
  const get = (path: string) => ask(ports.discord, { method: 'GET', path, authorization });
  return known(async () => {
    const [application, bot, guilds] = await Promise.all([
      get('/applications/@me').then(fieldsOf),
      get('/users/@me').then(fieldsOf),
      get('/users/@me/guilds').then(listOf),
    ]);
    const about = { application: applicationOf(application), botId: textOf(bot['id']), guilds: guilds.map(named) };
    const [guildId] = idsIn(values['ALLOWED_GUILD_IDS'] ?? '');
    const guild = guildId === undefined ? undefined : await unlessHidden(() => lookAtGuild(get, guildId, about));
    const channelId = values['DISCORD_CHANNEL_ID'];
    const hasGreeting = channelId !== undefined && (await findGreeting(get, channelId, about.botId));
    return { ...about, ...(guild && { guild }), hasGreeting };
  });
}

export function botAuthorization(values: Values): string {
  return `Bot ${values['DISCORD_BOT_TOKEN'] ?? ''}`;
}

type Get = (path: string) => Promise<unknown>;

function applicationOf(json: Fields): DiscordFound['application'] {
  const url = json['interactions_endpoint_url'];
  return {
    ...named(json),
    publicKey: textOf(json['verify_key']),
    isPublic: json['bot_public'] === true,
    interactionsUrl: typeof url === 'string' && url !== '' ? url : null,
  };
}

async function lookAtGuild(
  get: Get,
  guildId: string,
  { application, botId }: Pick<DiscordFound, 'application' | 'botId'>,
) {
  const [channels, roles, member, commands, everywhere] = await Promise.all([
    get(`/guilds/${guildId}/channels`).then(listOf),
    get(`/guilds/${guildId}/roles`).then(listOf),
    get(`/guilds/${guildId}/members/${botId}`).then(fieldsOf),
    get(`/applications/${application.id}/guilds/${guildId}/commands`).then(listOf),
    get(`/applications/${application.id}/commands`).then(listOf),
  ]);
  // Where they are registered everywhere, those of a server would be there twice.
  const registered = everywhere.length > 0 ? everywhere : commands;
  const ours = registrationPayload();
  const own: readonly unknown[] = [guildId, ...(Array.isArray(member['roles']) ? member['roles'] : [])];
  const bits = roles.filter(({ id }) => own.includes(id)).map(({ permissions }) => BigInt(textOf(permissions) || '0'));
  return {
    channels: channels.filter(({ type }) => CHANNEL_TYPES.includes(type)).map(named),
    // Everyone has the first, and no program can be given one that a program brought.
    roles: roles.filter(({ id, managed }) => id !== guildId && managed !== true).map(named),
    permissions: bits.reduce((sum, each) => sum | each, 0n),
    hasCommands:
      ours.length === registered.length && ours.every((own) => registered.some((each) => showsCommand(each, own))),
    foreignCommands: registered
      .map(({ name }) => textOf(name))
      .filter((name) => !ours.some((each) => each.name === name)),
    isEverywhere: everywhere.length > 0,
  };
}

/** Among the newest messages: later it is known by the notes alone. */
async function findGreeting(get: Get, channelId: string, botId: string): Promise<boolean> {
  const messages = await unlessHidden(() => get(`/channels/${channelId}/messages?limit=100`));
  return listOf(messages).some(
    ({ author, content }) => textOf(fieldsOf(author)['id']) === botId && isGreeting(textOf(content)),
  );
}

function named({ id, name }: Fields): Named {
  return { id: textOf(id), name: textOf(name) };
}
