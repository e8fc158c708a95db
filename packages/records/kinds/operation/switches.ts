/** What is switched off without a deploy. A switch only takes away: what the deployed configuration does not allow, none allows. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { NEVER } from '../identity.ts';

/** A stage has one. */
export const SWITCHES_ID = 'switches';

/** `pause`: nothing that changes something outside begins. The others are settings, and count as if they were set so. */
export const SWITCHES = {
  pause: { restricts: 'on' },
  USE_LLM_PARSING: { restricts: 'off' },
  DISABLE_UX_UPDATES: { restricts: 'on' },
  ALLOW_SECRET_WRITES: { restricts: 'off' },
} as const satisfies Record<string, { restricts: 'on' | 'off' }>;
export type SwitchName = keyof typeof SWITCHES;

export function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(SWITCHES, name);
}

export const Restriction = z.object({
  /** `id`: on Discord; without one it was done in the terminal. */
  by: z.object({ id: z.optional(z.string()), name: z.string() }),
  /** Epoch milliseconds. */
  at: z.number(),
  reason: z.string(),
});
export type Restriction = z.infer<typeof Restriction>;

/** Names are foreign: what every object has is no restriction. */
export function restrictionOf(restrictions: Switches['restrictions'], name: string): Restriction | undefined {
  return Object.hasOwn(restrictions, name) ? restrictions[name] : undefined;
}

export const Switches = z.object({
  kind: z.literal('switches'),
  id: z.literal(SWITCHES_ID),
  version: z.number(),
  /** By name of the switch. One that only another version knows stays. */
  restrictions: z.record(z.string(), Restriction),
  /** What has changed it, the newest last: done again it changes nothing. */
  applied: z.array(z.string()),
  outbox: z.array(Outgoing),
  expiresAt: z.number(),
});
export type Switches = z.infer<typeof Switches>;

export type SwitchWish = {
  /** The interaction, or what was done in the terminal. */
  source: string;
  name: SwitchName;
  /** False: it is to be as it is configured again. */
  isRestricted: boolean;
  /** When the restriction began that is to end, where that was seen: a later one stays. */
  seenAt?: number;
} & Restriction;

/** `already`: somebody was quicker, or it was so. */
export type SwitchVerdict = 'switched' | 'already' | 'applied_before';

const MOST_APPLIED = 100;

/** Pure. */
export function decideSwitch(
  switches: Switches | undefined,
  { source, name, isRestricted, seenAt, by, at, reason }: SwitchWish,
): { next?: Switches; verdict: SwitchVerdict } {
  const { version = 0, restrictions = {}, applied = [] } = switches ?? {};
  if (applied.includes(source)) return { verdict: 'applied_before' };
  const before = restrictionOf(restrictions, name);
  const isOther = seenAt !== undefined && before?.at !== seenAt;
  if ((before !== undefined) === isRestricted || isOther) return { verdict: 'already' };
  const { [name]: _, ...others } = restrictions;
  const next: Switches = {
    kind: 'switches',
    id: SWITCHES_ID,
    version: version + 1,
    restrictions: isRestricted ? { ...others, [name]: { by, at, reason } } : others,
    applied: [...applied, source].slice(-MOST_APPLIED),
    outbox: [],
    expiresAt: NEVER,
  };
  return { verdict: 'switched', next };
}
