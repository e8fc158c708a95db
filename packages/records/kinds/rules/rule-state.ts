/** A notification rule at work: whether it is muted, and what it has to tell once it may. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { Muted, muteAsked } from './muted.ts';

/** Lines of more are not kept: they are counted. */
export const MOST_HELD_LINES = 20;
/** Far more than come back after they were told. */
export const MOST_KNOWN_NEWS = 500;

export const RuleState = z.object({
  kind: z.literal('rule'),
  /** Its name. */
  id: z.string(),
  version: z.number(),
  muted: z.optional(Muted),
  muteAsked,
  /** Oldest first. */
  held: z.array(z.object({ at: z.number(), line: z.string(), isBad: z.boolean() })),
  /** So many are held, lines that are not kept included; and why. */
  heldCount: z.number(),
  heldFor: z.array(z.enum(['quiet', 'muted'])),
  /** Ids of what was held lately, told or not. The oldest first. */
  known: z.array(z.string()),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type RuleState = z.infer<typeof RuleState>;
