/** The interactions we take, cut to what we use and permissive about everything else. */
import * as z from 'zod/mini';
import { parseJson } from '../http.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]);
const GivenOption = z.object({ name: z.string(), value: z.optional(Value), focused: z.optional(z.boolean()) });
export type GivenOption = z.infer<typeof GivenOption>;

const User = z.object({ id: z.string(), username: z.string(), global_name: z.nullish(z.string()) });
const Member = z.object({ user: User, nick: z.nullish(z.string()), roles: z.array(z.string()) });
const Channel = z.object({ id: z.string(), type: z.number(), parent_id: z.nullish(z.string()) });

const origin = {
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  channel_id: z.string(),
  channel: z.nullish(Channel),
  guild_id: z.nullish(z.string()),
  /** In a guild. */
  member: z.nullish(Member),
  /** In a direct message. */
  user: z.nullish(User),
};
const command = {
  ...origin,
  data: z.object({ name: z.string(), type: z._default(z.number(), 1), options: z.nullish(z.array(GivenOption)) }),
};

const Ping = z.object({ type: z.literal(1) });
const CommandInteraction = z.object({ type: z.literal(2), ...command }).check(z.refine(hasSender));
const ComponentInteraction = z
  .object({ type: z.literal(3), ...origin, data: z.object({ custom_id: z.string(), component_type: z.number() }) })
  .check(z.refine(hasSender));
const AutocompleteInteraction = z.object({ type: z.literal(4), ...command }).check(z.refine(hasSender));
export type CommandInteraction = z.infer<typeof CommandInteraction>;
export type ComponentInteraction = z.infer<typeof ComponentInteraction>;
export type AutocompleteInteraction = z.infer<typeof AutocompleteInteraction>;

const Interaction = z.discriminatedUnion('type', [
  Ping,
  CommandInteraction,
  ComponentInteraction,
  AutocompleteInteraction,
]);
export type Interaction = z.infer<typeof Interaction>;

/** The interaction in a body, or undefined: not JSON, not of this shape, or of a type we never ask Discord for. */
export function readInteraction(body: Uint8Array): Interaction | undefined {
  return z.safeParse(Interaction, parseJson(body)).data;
}

function hasSender(sent: { member?: unknown; user?: unknown }): boolean {
  return Boolean(sent.member ?? sent.user);
}
