/** Whose turn it is with the pull request of a task, and why: as GitHub last showed it. */
import * as z from 'zod/mini';

/**
 * `since`: when that was first seen, in epoch milliseconds. `personId`: theirs on Discord, where they are linked. `isAgain`: it was somebody else's turn since,
 * and they were told before.
 */
export const ReviewAsked = z.object({
  is: z.literal('asked'),
  login: z.string(),
  since: z.number(),
  personId: z.optional(z.string()),
  isAgain: z.optional(z.boolean()),
});
export type ReviewAsked = z.infer<typeof ReviewAsked>;

/** Names and logins are those of others: cut when they are read, escaped when they are shown. */
const TurnReason = z.discriminatedUnion('is', [
  /** `empty`: no file is changed in it yet. */
  z.object({ is: z.enum(['closed', 'draft', 'empty']) }),
  /** With its base, or behind it; or that base is not the default branch, and its merge closes no issue. */
  z.object({ is: z.enum(['conflict', 'behind', 'elsewhere']), base: z.string() }),
  /** The first of the checks that failed, and how many there are. */
  z.object({ is: z.literal('failing'), check: z.string(), url: z.optional(z.string()), count: z.number() }),
  /** `since`: when that was first seen, in epoch milliseconds; absent of what an earlier version saw. */
  z.object({ is: z.literal('changes requested'), by: z.array(z.string()), since: z.optional(z.number()) }),
  ReviewAsked,
  /** Nobody was asked, and its base wants a review, or a check that has not begun. */
  z.object({ is: z.literal('lacking') }),
  /**
   * An agent wrote it, and people who may write here have to approve its head. `giver`: who gave the task is the only one who
   * has; `unknown`: whose login is not known, so that nobody can tell; `isUnseen`: some could not be read.
   */
  z.object({
    is: z.literal('agent approvals'),
    have: z.number(),
    needed: z.number(),
    giver: z.optional(z.string()),
    unknown: z.optional(z.string()),
    isUnseen: z.optional(z.boolean()),
  }),
  /**
   * Who wrote it is not who approves it, and somebody else who may write here has to. `writers`: whose approvals do not count for
   * that; `unknown`: so many who wrote some of it nobody knows, or may have, and each takes one approval more,
   * some by an address that no account has (`hasAddress`); `isUnseen`: as above.
   */
  z.object({
    is: z.literal('four eyes'),
    writers: z.optional(z.array(z.string())),
    unknown: z.optional(z.number()),
    hasAddress: z.optional(z.boolean()),
    isUnseen: z.optional(z.boolean()),
  }),
  /** The first of the workflow runs that a person has to let begin, and how many there are. */
  z.object({ is: z.literal('runs wait'), check: z.string(), url: z.optional(z.string()), count: z.number() }),
  z.object({ is: z.literal('running'), count: z.number() }),
  z.object({ is: z.literal('unseen'), what: z.enum(['checks', 'reviews', 'mergeability']) }),
]);
export type TurnReason = z.infer<typeof TurnReason>;

export const Turn = z.object({
  /** `checks`: it waits for them. `ship`: nothing stands against it. `unknown`: what could not be seen is not known. */
  of: z.enum(['author', 'reviewer', 'checks', 'ship', 'unknown']),
  /** What weighs most comes first; empty for `ship`. */
  why: z.array(TurnReason),
  /** Of an author's turn: whose on Discord, where that is known. */
  personId: z.optional(z.string()),
});
export type Turn = z.infer<typeof Turn>;

/** Whose turn it has become, by their ids on Discord, as far as they are known there: who is asked is told once. */
export function peopleInTurn({ of, why, personId }: Turn): string[] {
  if (of === 'author') return personId === undefined ? [] : [personId];
  return why.flatMap((reason) => (reason.is === 'asked' && !reason.isAgain ? (reason.personId ?? []) : []));
}
