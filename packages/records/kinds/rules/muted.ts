/** That something is to be silent for a while. Times are epoch milliseconds. */
import { Person } from '@valine/contracts';
import * as z from 'zod/mini';

/** `until` absent: until somebody ends it. */
export const Muted = z.object({ by: Person, at: z.number(), until: z.optional(z.number()) });
export type Muted = z.infer<typeof Muted>;

/** Id of the interaction that was the last to have it muted, or heard again: what was asked before it comes too late. */
export const muteAsked = z.optional(z.string());

/** Of what has lines of its own. */
export const mutedFields = {
  /** Its new lines and replies are left out meanwhile; so many were. */
  muted: z.optional(Muted),
  mutedLines: z.optional(z.number()),
  muteAsked,
};

type Mutable = { muted?: Muted | undefined };

/** Infinite until somebody ends it; undefined where it is not muted. */
export function mutedUntilOf(owner: Mutable | undefined): number | undefined {
  return owner?.muted && (owner.muted.until ?? Number.POSITIVE_INFINITY);
}

export function isMuted(owner: Mutable | undefined, now: number): boolean {
  return now < (mutedUntilOf(owner) ?? 0);
}

/** How the record of a task is muted: by its plan or by itself, whichever ends later. */
export function mutedAs(plan: Mutable & { version: number }, line: Mutable): Mutable & { muteAsOf: number } {
  const muted = (mutedUntilOf(plan) ?? 0) >= (mutedUntilOf(line) ?? 0) ? plan.muted : line.muted;
  return { ...(muted && { muted }), muteAsOf: plan.version };
}

/** Ids of interactions are snowflakes: in what order people asked, within a second too. */
export function isAskedBefore(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length < other.length;
}
