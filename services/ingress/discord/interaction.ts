/** The interactions we take, cut to what we use and permissive about everything else. */
import type { Asker, Place } from '@valine/admission';
import { type Person, REPLY_TOKEN_LIFE_MS, type Reply } from '@valine/contracts';
import * as z from 'zod/mini';
import { parseJson } from '../http.ts';

const text = z.string().check(z.minLength(1));
const Value = z.union([z.string(), z.number(), z.boolean()]);
const GivenOption = z.object({ name: z.string(), value: z.optional(Value), focused: z.optional(z.boolean()) });
export type GivenOption = z.infer<typeof GivenOption>;

const User = z.object({ id: text, username: z.nullish(z.string()), global_name: z.nullish(z.string()) });
const Member = z.object({ user: z.nullish(User), nick: z.nullish(z.string()), roles: z.nullish(z.array(z.string())) });
const Channel = z.object({ id: z.nullish(text), type: z.nullish(z.number()), parent_id: z.nullish(z.string()) });

/** It becomes part of a FIFO group's id, for which AWS takes no blanks and not more than 128 characters. */
const interactionId = z.string().check(z.regex(/^[!-~]{1,100}$/));

const origin = {
  id: interactionId,
  application_id: z.nullish(text),
  token: text,
  channel_id: z.nullish(text),
  channel: z.nullish(Channel),
  guild_id: z.nullish(z.string()),
  /** In a guild. */
  member: z.nullish(Member),
  /** In a direct message. */
  user: z.nullish(User),
};
const command = {
  ...origin,
  data: z.object({ name: z.string(), type: z.nullish(z.number()), options: z.nullish(z.array(GivenOption)) }),
};
const Component = z.object({
  custom_id: z.string(),
  component_type: z.nullish(z.number()),
  /** Of a select. */
  values: z.nullish(z.array(z.string())),
});

const Field = z.object({ value: z.nullish(z.string()) });
/** What was written in a window: in a label, or in a row, as windows had it before. */
const Submitted = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: z.nullish(Field), components: z.nullish(z.array(Field)) })),
});

const Sent = z.discriminatedUnion('type', [
  z.object({ type: z.literal(1) }),
  z.object({ type: z.literal(2), ...command }),
  z.object({ type: z.literal(3), ...origin, data: Component }),
  z.object({ type: z.literal(4), ...command }),
  z.object({ type: z.literal(5), ...origin, data: Submitted }),
]);
type Sent = z.infer<typeof Sent>;

/** What Discord always tells, and an answer needs. */
type Addressed<T extends Sent['type']> = Extract<Sent, { type: T }> & { application_id: string; channel_id: string };
export type CommandInteraction = Addressed<2>;
export type ComponentInteraction = Addressed<3>;
export type AutocompleteInteraction = Addressed<4>;
export type SubmittedInteraction = Addressed<5>;
export type Interaction =
  | { type: 1 }
  | CommandInteraction
  | ComponentInteraction
  | AutocompleteInteraction
  | SubmittedInteraction;

/** `path`: of the first field that is missing, or is not what Discord sends. */
export type Unread = { type: 'unread'; why: 'no interaction' } | UnreadField;
type UnreadField = { type: 'unread'; why: 'field missing' | 'field odd'; path: string };

/** `applicationId`: ours, for an interaction that does not tell it. */
export function readInteraction(body: Uint8Array, applicationId: string | undefined): Interaction | Unread {
  const json = parseJson(body);
  const { data: sent, error } = Sent.safeParse(json);
  if (error) return unreadFor(json, error.issues[0]?.path ?? []);
  if (sent.type === 1) return sent;
  const application_id = sent.application_id ?? applicationId;
  const channel_id = sent.channel_id ?? sent.channel?.id;
  if (!application_id) return missing('application_id');
  if (!channel_id) return missing('channel_id');
  if (!sent.member?.user && !sent.user) return missing('member.user');
  return { ...sent, application_id, channel_id };
}

function unreadFor(json: unknown, path: readonly PropertyKey[]): Unread {
  if (path.length === 0 || path[0] === 'type') return { type: 'unread', why: 'no interaction' };
  const name = path.map(String).join('.');
  const value = valueAt(json, path) ?? '';
  return value === '' ? missing(name) : { type: 'unread', why: 'field odd', path: name };
}

function missing(path: string): Unread {
  return { type: 'unread', why: 'field missing', path };
}

function valueAt(json: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return json;
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, key)) return undefined;
  return valueAt(Reflect.get(json, key), rest);
}

export type Origin = Omit<CommandInteraction | ComponentInteraction | SubmittedInteraction, 'type' | 'data'>;

const DISCORD_EPOCH_MS = Date.UTC(2015, 0, 1);
/** The signature's timestamp may be no older; a creation time further off is no creation time. */
const OLDEST_MS = 5 * 60 * 1000;
/** Announcement, public and private threads: what they belong to is a channel, where other channels have a category. */
const THREAD_TYPES: readonly number[] = [10, 11, 12];

export function personOf(origin: Origin): Person {
  const user = origin.member?.user ?? origin.user;
  if (!user) throw new Error(`Interaction ${origin.id} has no user, though its shape was checked.`);
  const name = origin.member?.nick || user.global_name || user.username || user.id;
  return { id: user.id, name, ...(user.username && { username: user.username }), roles: origin.member?.roles ?? [] };
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
function channelsOf(origin: Origin): string[] {
  const { channel } = origin;
  const isThread = channel?.type !== undefined && channel.type !== null && THREAD_TYPES.includes(channel.type);
  const parent = isThread ? channel.parent_id : undefined;
  return parent ? [origin.channel_id, parent] : [origin.channel_id];
}

/** Who asks, and where, as access is decided by it. */
export function askerOf(origin: Origin): Asker {
  const { id, roles } = personOf(origin);
  return { id, roles, channelIds: channelsOf(origin), ...(origin.guild_id && { guildId: origin.guild_id }) };
}

/** When Discord made the interaction, which its snowflake says; the time of receipt where that makes no sense. */
function createdAt(id: string, now: number): number {
  if (!/^\d{15,20}$/.test(id)) return now;
  const created = Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
  return created <= now && created >= now - OLDEST_MS ? created : now;
}

/** What is signed with a message: where it was asked. */
export function placeOf(origin: Origin): Place {
  const { guildId, channelIds } = askerOf(origin);
  return { ...(guildId && { guildId }), channelIds: [...channelIds] };
}
