/** What was not seen is unknown, and never well. */
import { expect, it } from 'vitest';
import type { DiscordFacts } from '../facts/discord-facts.ts';
import { known, unknown } from '../facts/fact.ts';
import type { Facts } from '../facts/facts.ts';
import { type DiscordSetUp, gatherDiscord, noDiscordToken } from '../gather/gather-discord.ts';
import type { Check } from '../judging/check.ts';
import { healthyFacts } from '../test-facts.ts';
import { channels } from './discord/channels.ts';
import { roles } from './discord/guilds.ts';
import { people } from './discord/people.ts';
import { clock } from './machine.ts';
import { expiry } from './stage/resources.ts';

const UNSEEN = unknown('It was not seen.', 'Try again.');
const GUILD = { id: 'guild', name: 'Acme', roles: [], botRoles: [] };

/** Everything answers, and nobody is in the server. */
const answering: DiscordSetUp = {
  application: async () => ({ id: 'app', publicKey: '', interactionsUrl: null, isPublic: false }),
  botId: async () => 'bot',
  commands: async () => [],
  guild: async () => GUILD,
  channel: async () => undefined,
  isMember: async () => false,
  skewMs: async () => 0,
};
const SETTINGS = { ALLOWED_GUILD_IDS: 'guild', GITHUB_LOGINS: '{"ada":"ada-l"}' };

async function fails(): Promise<never> {
  throw new Error('It was not seen.');
}

function gathered(lacking: Partial<DiscordSetUp>): Promise<DiscordFacts> {
  return gatherDiscord({ ...answering, ...lacking }, SETTINGS, known([]));
}

async function facts(discord: DiscordFacts | Promise<DiscordFacts>): Promise<Facts> {
  return { ...healthyFacts(), discord: await discord };
}

const healthy = healthyFacts();
const UNKNOWN: Record<string, [Check<Facts>, Facts | Promise<Facts>]> = {
  'a person, where a server was not seen': [people, facts(gathered({ guild: fails }))],
  'a person, where the bot does not know itself': [people, facts(gathered({ botId: fails }))],
  'a channel, where its server was not seen': [channels, facts({ ...healthy.discord, guilds: { guild: UNSEEN } })],
  'a channel, where the bot does not know itself': [channels, facts({ ...healthy.discord, botId: UNSEEN })],
  'a channel, where no server is allowed': [
    channels,
    { ...healthy, settings: known({}), discord: { ...healthy.discord, guilds: {} } },
  ],
  'roles, where a server was not seen': [roles, facts(gathered({ guild: fails }))],
  'the clock, without a token': [clock, facts(noDiscordToken())],
  'the clock, where Discord does not tell': [clock, facts(gathered({ skewMs: fails }))],
  'what a table forgets, where it was not seen': [expiry, { ...healthy, stage: { ...healthy.stage, table: UNSEEN } }],
};

it.each(Object.entries(UNKNOWN))('%s', async (_, [check, looked]) => {
  expect(check.judge(await looked).is).toBe('unknown');
});

it('has seen all of these in a healthy installation', () => {
  expect([channels, clock, expiry].map((check) => check.judge(healthy).is)).toEqual(['good', 'good', 'good']);
});

it('tells who has left, where every server was seen', async () => {
  expect(people.judge(await facts(gathered({}))).is).toBe('bad');
});

it('knows the clock by the answer that refuses the token', async () => {
  expect((await gathered({ application: fails })).skewMs).toEqual(known(0));
});
