/** The application and its bot: who it is, which server and channel, and what it may there. */
import { idsIn } from '@valine/doctor/ids-in';
import { inviteUrl, missingBotPermissions } from '@valine/requirements';
import type { DiscordFound, Found, Named } from './found.ts';
import { asking, done, open, type Question, type Stand, type Step, waiting } from './step.ts';

const FOR_TOKEN = 'waits for the bot token';

export function discordSteps(found: Found): Step[] {
  const discord = found.discord?.is === 'known' ? found.discord.value : undefined;
  const of = (decide: (discord: DiscordFound, found: Found) => Stand): Stand =>
    discord === undefined ? waiting(FOR_TOKEN) : decide(discord, found);
  return [
    { id: 'bot', title: 'Bot token', ...token(found) },
    { id: 'application', title: 'Application', ...of(application) },
    { id: 'server', title: 'Server', ...of(server) },
    { id: 'bot-permissions', title: 'Permissions of the bot', ...of(permissions) },
    { id: 'channel', title: 'Channel', ...of(channel) },
    { id: 'public-bot', title: 'Public Bot', ...of(publicBot) },
  ];
}

function token({ discord }: Found): Stand {
  const question: Question = {
    name: 'DISCORD_BOT_TOKEN',
    prompt: 'Bot token (developer portal, Bot, Reset Token)',
    kind: 'secret',
  };
  if (discord === undefined)
    return asking(
      'make an application at https://discord.com/developers/applications, and give its token here or as DISCORD_BOT_TOKEN',
      question,
    );
  if (discord.is === 'known') return done(`of ${discord.value.application.name}`);
  if (discord.is === 'unknown') return waiting(`Discord cannot be asked: ${discord.why}`);
  return asking('Discord does not take this token: reset it, and give the new one', question);
}

function application({ application: { id, publicKey } }: DiscordFound, { values }: Found): Stand {
  const wanted = { DISCORD_APPLICATION_ID: id, DISCORD_PUBLIC_KEY: publicKey };
  const isRight = Object.entries(wanted).every(([name, value]) => values[name] === value);
  return isRight ? done(id) : open('write its id and its public key', { do: 'write', values: wanted });
}

function server({ application: { id }, guilds }: DiscordFound, { values }: Found): Stand {
  const chosen = values['ALLOWED_GUILD_IDS'];
  const link = (guildId?: string) =>
    ({ is: 'person', says: 'add the bot to your server', link: inviteUrl(id, guildId) }) as const;
  if (chosen !== undefined) {
    const [first = ''] = idsIn(chosen);
    const guild = guilds.find((each) => each.id === first);
    return guild === undefined ? link(first) : done(guild.name);
  }
  if (guilds.length === 0) return link();
  const [only] = guilds;
  if (guilds.length === 1 && only !== undefined)
    return open(`write ${only.name} (${only.id})`, { do: 'write', values: { ALLOWED_GUILD_IDS: only.id } });
  return asking('the bot is in several servers', choice('ALLOWED_GUILD_IDS', 'Server that it is for', guilds));
}

function permissions({ application: { id }, guild }: DiscordFound, { values }: Found): Stand {
  if (guild === undefined) return waiting('waits for the server');
  const missing = missingBotPermissions(guild.permissions).map(({ label }) => label);
  if (missing.length === 0) return done('are there');
  const [guildId] = idsIn(values['ALLOWED_GUILD_IDS'] ?? '');
  return {
    is: 'person',
    says: `the bot lacks ${missing.join(', ')}: add it once more, with all that it asks for`,
    link: inviteUrl(id, guildId),
  };
}

function channel({ guild }: DiscordFound, { values }: Found): Stand {
  if (guild === undefined) return waiting('waits for the server');
  const chosen = values['DISCORD_CHANNEL_ID'];
  const known = guild.channels.find(({ id }) => id === chosen);
  if (known !== undefined) return done(`#${known.name}`);
  const says = chosen === undefined ? 'none is chosen' : `there is no channel ${chosen} that the bot can see`;
  return asking(says, choice('DISCORD_CHANNEL_ID', 'Channel for what nobody asked for elsewhere', guild.channels));
}

/** Nobody can change it but on the page. */
function publicBot({ application: { id, isPublic } }: DiscordFound): Stand {
  if (!isPublic) return done('is off');
  const says =
    'anybody can add the bot to a server of theirs: switch Public Bot off (page Bot; for that the install link on the page Installation is None)';
  return { is: 'person', says, link: `https://discord.com/developers/applications/${id}/bot`, isOptional: true };
}

function choice(name: string, prompt: string, among: readonly Named[]): Question {
  return { name, prompt, kind: 'choice', options: among.map((each) => ({ value: each.id, label: each.name })) };
}
