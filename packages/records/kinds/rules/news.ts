/** What a notification rule has heard of one thing: so that no copy is told again, and nothing old after something newer. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

export const News = z.object({
  kind: z.literal('news'),
  /** Made of the rule and what it is about: one delivery, or what has an order of its own, such as a workflow on a branch. */
  id: z.string(),
  version: z.number(),
  rule: z.string(),
  /** `source`: the delivery. */
  heard: z.object({
    source: z.string(),
    order: z.optional(z.object({ id: z.number(), attempt: z.number() })),
    outcome: z.optional(z.enum(['good', 'bad'])),
  }),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type News = z.infer<typeof News>;

/** It is about the same, and goes on only. */
export function isLegalNewsChange(previous: News, next: News): boolean {
  const { order: before } = previous.heard;
  const { order: after } = next.heard;
  if (previous.rule !== next.rule) return false;
  if (before === undefined || after === undefined) return true;
  return after.id > before.id || (after.id === before.id && after.attempt > before.attempt);
}
