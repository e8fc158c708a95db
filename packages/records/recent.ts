/** What was lately asked for under one name: the commands of a person, or the tracking that verifies a run. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

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
