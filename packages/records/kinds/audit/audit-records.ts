/** The audit: who asked for what, and what came of it; each entry chained to the one before it. */
import { Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';

/** How it was asked for: a slash command, a press of a button or a choice, a window, a comment on GitHub, `valine` in a terminal, or a schedule. */
export const AskedBy = z.enum(['command', 'press', 'window', 'comment', 'terminal', 'schedule']);
export type AskedBy = z.infer<typeof AskedBy>;

/**
 * `done`: it was carried out, or answered. `refused` and `failed`: it was not, for the reason code says why.
 * `unknown`: it was tried again and again, and nobody saw an end of it. `begun`: it was about to be done in a terminal;
 * an entry of its own says what came of it, and where there is none, nobody saw that.
 */
export const AuditOutcome = z.enum(['done', 'refused', 'failed', 'unknown', 'begun']);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** What one interaction, or one command in a comment, was and became. */
export const AuditFacts = z.object({
  askedBy: AskedBy,
  /** `/plan`, `approve`, `/valine skip`, `valine switch`. */
  what: z.string(),
  person: z.strictObject({
    /** On Discord. */
    id: z.optional(z.string()),
    /** On Discord; of who is at a terminal, as their machine has it. */
    name: z.optional(z.string()),
    /** On GitHub, where it is known. */
    login: z.optional(z.string()),
  }),
  place: z.strictObject({
    guildId: z.optional(z.string()),
    channelId: z.optional(z.string()),
    /** `owner/name#12`, of an issue or a pull request. */
    issue: z.optional(z.string()),
  }),
  /** What was given with it: cut, and secrets are hidden. */
  options: z.record(z.string(), z.string()),
  outcome: AuditOutcome,
  reasonCode: z.optional(z.string()),
  /** Id of the plan, deploy, diagnose, verification, task or change of the site that it began or changed, or was about. */
  about: z.optional(z.string()),
  /** So many more like it were refused before, by the same instance of the door: they are in its log alone. */
  alike: z.optional(z.number()),
  /** Epoch milliseconds. */
  askedAt: z.number(),
});
export type AuditFacts = z.infer<typeof AuditFacts>;

/** Written once, and never changed.. */
export const AuditEntry = z.strictObject({
  kind: z.literal('audit'),
  /** `seq`, in digits. */
  id: z.string(),
  version: z.number(),
  /** From 1, without a gap. */
  seq: z.number(),
  /** The interaction id, the id of the comment's record, that of a run of `valine`, or what stands for the slot of a schedule. */
  of: z.string(),
  facts: z.strictObject({ ...AuditFacts.shape }),
  /** Epoch milliseconds at which it was written. */
  recordedAt: z.number(),
  /** Of the entry before it, when it goes in epoch seconds; the hash is empty, and the time 0, before the first. */
  previous: z.strictObject({ hash: z.string(), expiresAt: z.number() }),
  /** SHA-256 of all other fields. */
  hash: z.string(),
  /** Of the hash, by a key that is not in the table. */
  seal: z.string(),
  /** Always empty: every record has one. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. Never before the one before it: what has expired is the beginning of the chain. */
  expiresAt: z.number(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Which entry is an interaction's own: the number that it has claimed, and has if the entry there is its. */
export const AuditClaim = z.object({
  kind: z.literal('audit-claim'),
  /** The entry's `of`. */
  id: z.string(),
  version: z.number(),
  seq: z.number(),
  /** Always empty: every record has one. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type AuditClaim = z.infer<typeof AuditClaim>;

export const AUDIT_HEAD_ID = 'audit';

/** Where the chain ends, as far as it is known: an entry may have been written that it does not name yet. */
export const AuditHead = z.object({
  kind: z.literal('audit-head'),
  id: z.literal(AUDIT_HEAD_ID),
  version: z.number(),
  /** Of the newest entry. */
  entry: z.object({ seq: z.number(), hash: z.string(), expiresAt: z.number() }),
  /** Of `entry`, by a key that is not in the table. */
  seal: z.string(),
  /** Always empty: every record has one. */
  outbox: z.array(Outgoing),
  /** Epoch seconds. */
  expiresAt: z.number(),
});
export type AuditHead = z.infer<typeof AuditHead>;

export function isLegalHeadChange(previous: AuditHead, next: AuditHead): boolean {
  return next.entry.seq > previous.entry.seq;
}
