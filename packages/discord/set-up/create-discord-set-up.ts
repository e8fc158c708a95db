/** Reads how an application is set up on Discord, and changes what can be repeated without harm. */
import type { ApplicationFact, ChannelFact, DiscordSetUp, GuildFact } from '@valine/doctor';
import { Routes } from 'discord-api-types/v10';
import * as z from 'zod/mini';
import { DISCORD_CODES, DiscordError } from '../discord-error.ts';
import { type ApiRequest, createRateLimits, sendRequest } from '../rest/send-request.ts';

type Options = {
  /** Ends before `/channels`. */
  baseUrl: string;
  botToken: string;
  fetch: typeof globalThis.fetch;
  clock: { now(): number };
  timeoutMs?: number;
};

/** Every method throws DiscordError. */
export interface DiscordSetUpChanges {
  /** Discord takes only an address that answers its signed PING. */
  setInteractionsUrl(url: string): Promise<void>;
}

const TIMEOUT_MS = 8000;

export function createDiscordSetUp(options: Options): DiscordSetUp & DiscordSetUpChanges {
  const { baseUrl, botToken, fetch, clock, timeoutMs = TIMEOUT_MS } = options;
  let skew: number | undefined;
  /** Every answer says what time it is. */
  const noting: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) skew = clock.now() - date;
    return response;
  };
  const transport = { baseUrl, botToken, fetch: noting, timeoutMs, limits: createRateLimits(clock) };
  const get = <Body>(operation: string, path: `/${string}`, answer: ApiRequest<Body>['answer']) =>
    sendRequest(transport, { operation, method: 'GET', path, answer });
  return {
    application: async () => applicationFact(await get('readApplication', Routes.currentApplication(), Application)),
    botId: async () => (await get('readBot', Routes.user(), z.object({ id: z.string() }))).id,
    commands: (applicationId, guildId) =>
      get(
        'listCommands',
        guildId === undefined
          ? Routes.applicationCommands(applicationId)
          : Routes.applicationGuildCommands(applicationId, guildId),
        Commands,
      ),
    guild: (id, botId) =>
      unlessGone(async () => {
        const guild = await get('readGuild', Routes.guild(id), Guild);
        const member = await get('readMember', Routes.guildMember(id, botId), Member);
        return guildFact(guild, member.roles);
      }),
    channel: (id) => unlessGone(async () => channelFact(await get('readChannel', Routes.channel(id), Channel))),
    isMember: async (guildId, userId) =>
      (await unlessGone(() => get('findMember', Routes.guildMember(guildId, userId), Member))) !== undefined,
    async skewMs() {
      if (skew === undefined) throw new Error('Discord did not say what time it is.');
      return skew;
    },
    async setInteractionsUrl(url) {
      const body = { interactions_endpoint_url: url };
      const path = Routes.currentApplication();
      await sendRequest(transport, {
        operation: 'setInteractionsUrl',
        method: 'PATCH',
        path,
        body,
        answer: z.unknown(),
      });
    },
  };
}

const Application = z.object({
  id: z.string(),
  verify_key: z._default(z.string(), ''),
  bot_public: z._default(z.boolean(), false),
  interactions_endpoint_url: z._default(z.nullable(z.string()), null),
});
const Commands = z.array(z.looseObject({ name: z.string() }));
const Bits = z._default(z.string().check(z.regex(/^\d+$/)), '0');
const Guild = z.object({
  id: z.string(),
  name: z._default(z.string(), ''),
  roles: z.array(z.object({ id: z.string(), name: z._default(z.string(), ''), permissions: Bits })),
});
const Member = z.object({ roles: z._default(z.array(z.string()), []) });
const Channel = z.object({
  id: z.string(),
  name: z._default(z.nullable(z.string()), ''),
  type: z.number(),
  guild_id: z._default(z.string(), ''),
  permission_overwrites: z._default(z.array(z.object({ id: z.string(), allow: Bits, deny: Bits })), []),
});

function applicationFact(json: z.infer<typeof Application>): ApplicationFact {
  const { id, verify_key: publicKey, bot_public: isPublic, interactions_endpoint_url: url } = json;
  return { id, publicKey, isPublic, interactionsUrl: url === '' ? null : url };
}

function guildFact({ id, name, roles }: z.infer<typeof Guild>, botRoles: readonly string[]): GuildFact {
  const read = roles.map((role) => ({ ...role, permissions: BigInt(role.permissions) }));
  return { id, name, roles: read, botRoles };
}

function channelFact(json: z.infer<typeof Channel>): ChannelFact {
  const { id, name, type, guild_id: guildId, permission_overwrites: overwrites } = json;
  const read = overwrites.map((one) => ({ id: one.id, allow: BigInt(one.allow), deny: BigInt(one.deny) }));
  return { id, name: name ?? '', type, guildId, overwrites: read };
}

const GONE: readonly number[] = [10004, 10007, DISCORD_CODES.unknownChannel, DISCORD_CODES.missingAccess];

/** Undefined for what is not there, or not for the bot to see. @throws DiscordError */
async function unlessGone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DiscordError && GONE.includes(error.code)) return undefined;
    throw error;
  }
}
