/** What somebody asked for in words, and what a language model made of it: asked once, however often the interaction comes. */
import { Message, Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

const DescriptionAnswer = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('intent'),
    /** As it was found right; whoever takes it looks again. */
    intent: z.object({
      section: z.string(),
      changes: z.array(z.object({ property: z.string(), value: z.string() })),
    }),
    costNanoUsd: z.number(),
    /** What the person should know besides. */
    notice: z.optional(z.string()),
  }),
  /** `outcome`: reason code. */
  z.object({ is: z.literal('refused'), outcome: z.string(), message: Message, costNanoUsd: z.number() }),
]);
export type DescriptionAnswer = z.infer<typeof DescriptionAnswer>;

export const DescriptionRecord = z.object({
  kind: z.literal('description'),
  /** The interaction id. */
  id: z.string(),
  version: z.number(),
  personId: z.string(),
  /** How many copies of the interaction have begun to ask. */
  epoch: z.number(),
  /** Until then (epoch milliseconds) the last of them may be at it. */
  leaseUntil: z.number(),
  /** The first there is, and it stays. */
  answer: z.optional(DescriptionAnswer),
  /** Always empty: whoever asks sends. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type DescriptionRecord = z.infer<typeof DescriptionRecord>;

export function isLegalDescriptionChange(previous: DescriptionRecord, next: DescriptionRecord): boolean {
  return previous.answer === undefined && next.epoch >= previous.epoch && next.personId === previous.personId;
}
