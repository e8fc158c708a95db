/** What the five-minute look has found, and the messages by which the team knows of it. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { Standing } from './standing.ts';

/** A stage has one. */
export const SWEEP_ID = 'sweep';

/** What the team has read of one thing that is wrong. */
const Told = z.object({
  /** Epoch milliseconds at which it was told: part of the message's key. */
  since: z.number(),
  revision: z.number(),
  says: z.string(),
});

export const Sweep = z.object({
  kind: z.literal('sweep'),
  id: z.literal(SWEEP_ID),
  version: z.number(),
  /** Epoch milliseconds of the newest slot that was looked at. */
  slotAt: z.number(),
  /** When that was, in epoch milliseconds: a slot may wait before it is taken. */
  lookedAt: z.optional(z.number()),
  /** By check. One that is not here is well, as far as the team knows, and was so at the last look. */
  checks: z.record(
    z.string(),
    z.object({
      ...Standing.shape,
      /** While it is bad. */
      message: z.optional(Told),
    }),
  ),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Sweep = z.infer<typeof Sweep>;

/** Time goes on, and a message that is edited is the one that was told. */
export function isLegalSweepChange(previous: Sweep, next: Sweep): boolean {
  return (
    next.slotAt >= previous.slotAt &&
    Object.entries(next.checks).every(([check, { message }]) => {
      const before = previous.checks[check]?.message;
      if (message === undefined || before === undefined) return true;
      return message.since === before.since && message.revision >= before.revision;
    })
  );
}
