/** What is known of the deliveries that GitHub could not make: which of them are to come yet, and how far its log was read. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

/** A stage has one. */
export const DELIVERIES_ID = 'deliveries';

/** A delivery that nobody took at its last try that is known. Times are epoch milliseconds. */
export const MissedDelivery = z.object({
  /** `X-GitHub-Delivery`. */
  guid: z.string(),
  /** Of one of its tries. */
  id: z.number(),
  event: z.string(),
  /** Its first try. */
  at: z.number(),
  /** Its newest one. */
  failedAt: z.number(),
  /** How often we had it sent again, and when last. */
  tries: z.number(),
  triedAt: z.optional(z.number()),
  /** Not sent again before that. */
  nextAt: z.number(),
  /** It cannot be had any more, and that is told. Kept until no look can come upon it again. */
  isLost: z.optional(z.boolean()),
});
export type MissedDelivery = z.infer<typeof MissedDelivery>;

export const Deliveries = z.object({
  kind: z.literal('deliveries'),
  id: z.literal(DELIVERIES_ID),
  version: z.number(),
  /** When the look began whose findings these are: those of an earlier one change nothing any more. */
  lookedAt: z.number(),
  /** Of the repository's webhook, and where it leads; an App's has none. */
  hookId: z.optional(z.number()),
  hookUrl: z.optional(z.string()),
  /** The log was read up to here, but for the gap. */
  readTo: z.optional(z.number()),
  /** What is still to be read: from the cursor on, back to `until`. */
  gap: z.optional(z.object({ cursor: z.string(), until: z.number() })),
  /** The newest try that was taken, and the newest that was not. */
  takenAt: z.number(),
  refusedAt: z.number(),
  missed: z.array(MissedDelivery),
  /** So many came after all since the team was last told, the first of which had been sent at `since`. */
  recovered: z.number(),
  since: z.optional(z.number()),
  /** What was lost while nothing is taken, as the one message about it says: when it was first told (epoch milliseconds), and how often since. */
  losing: z.optional(
    z.object({ since: z.number(), revision: z.number(), count: z.number(), events: z.array(z.string()) }),
  ),
  /** GitHub does not let us have any sent again, and that is told. */
  isRefused: z.optional(z.boolean()),
  /** GitHub is not asked before that. */
  restUntil: z.optional(z.number()),
  /** Open plans were last brought in line with GitHub; `reconcile` is what they are to be brought in line for. */
  reconciledAt: z.number(),
  reconcile: z.optional(z.string()),
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Deliveries = z.infer<typeof Deliveries>;

/** Looks follow one another. */
export function isLegalDeliveriesChange(previous: Deliveries, next: Deliveries): boolean {
  return next.lookedAt >= previous.lookedAt;
}
