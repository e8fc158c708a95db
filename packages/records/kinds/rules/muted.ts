/** That something is to be silent for a while. Times are epoch milliseconds. */
import { Person } from '@valine/contracts';
import * as z from 'zod/mini';

/** `until` absent: until somebody ends it. */
export const Muted = z.object({ by: Person, at: z.number(), until: z.optional(z.number()) });
export type Muted = z.infer<typeof Muted>;

/** Infinite until somebody ends it; undefined where it is not muted. */
export function mutedUntilOf(owner: { muted?: Muted | undefined } | undefined): number | undefined {
  return owner?.muted && (owner.muted.until ?? Number.POSITIVE_INFINITY);
}

export function isMuted(owner: { muted?: Muted | undefined } | undefined, now: number): boolean {
  return now < (mutedUntilOf(owner) ?? 0);
}
