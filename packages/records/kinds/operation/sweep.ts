/** What the five-minute look has found, and the messages by which the team knows of it. */
import { EffectDue, Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { Standing } from './standing.ts';

/** A stage has one. */
export const SWEEP_ID = 'sweep';

/** What the team has read of one thing that is wrong. */
const Told = z.object({
  /** Epoch milliseconds at which it was first told. */
  since: z.number(),
  /** When it was told by the message that stands, where it was told anew since: one of both is part of that one's key. */
  toldAt: z.optional(z.number()),
  revision: z.number(),
  says: z.string(),
});

/** An effect that was parked when it was last looked at. `of`: the id of its record; `at`: epoch milliseconds. */
const Waiting = z.object({ id: z.string(), ownerKind: EffectDue.shape.ownerKind, of: z.string(), at: z.number() });
export type Waiting = z.infer<typeof Waiting>;

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
  /** The first that were parked, the oldest first: none is looked at before it has waited for long. */
  parked: z.optional(z.array(Waiting)),
  /** More were parked than there is room for: they are searched for before the team is told that none is left. */
  moreParked: z.optional(z.boolean()),
  /** Names of the notification rules as the last look knew them: what one held that is gone since is told. */
  rules: z.optional(z.array(z.string())),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Sweep = z.infer<typeof Sweep>;

/** Time goes on, and a message that is edited is the one that was told last. */
export function isLegalSweepChange(previous: Sweep, next: Sweep): boolean {
  return (
    next.slotAt >= previous.slotAt &&
    Object.entries(next.checks).every(([check, { message }]) => {
      const before = previous.checks[check]?.message;
      if (message === undefined || before === undefined) return true;
      const isAnew = (message.toldAt ?? message.since) > (before.toldAt ?? before.since);
      return message.since === before.since && (isAnew || message.revision >= before.revision);
    })
  );
}
