/** How long records live: longer than any message can come back; and the record of what was lately asked for. */

import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

/** Queue 14 days + dead letters 14 + a redrive, which starts retention anew, 14 + GitHub's redelivery 3. */
export const RECORD_RETENTION_DAYS = 45;

/** Far more than people begin within the time that a record stays open: what they ask for hides no other from its events. */
export const MOST_OPEN = 1000;

/** Epoch seconds at which a record last changed at `now` (epoch milliseconds) may be deleted. */
export function expiryOf(now: number): number {
  return Math.ceil(now / 1000) + RECORD_RETENTION_DAYS * 24 * 3600;
}

export const Recent = z.object({
  kind: z.literal('recent'),
  /** The name. */
  id: z.string(),
  version: z.number(),
  /** The oldest first. `at`: epoch milliseconds. */
  entries: z.array(z.object({ id: z.string(), at: z.number() })),
  /** Always empty: every record has one. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type Recent = z.infer<typeof Recent>;

/** `previous` with these entries in place of its own; a new one where there is none. */
export function recentWith(
  previous: Recent | undefined,
  { id, entries, expiresAt }: Pick<Recent, 'id' | 'entries' | 'expiresAt'>,
): Recent {
  return { kind: 'recent', id, version: (previous?.version ?? 0) + 1, entries, outbox: [], expiresAt };
}
