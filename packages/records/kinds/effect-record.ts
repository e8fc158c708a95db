/** A side effect on GitHub that a record intends (which records: docs/effects.md): it stands in its record from the intent to the outcome. */
import { type EffectDue, type EffectParked, Outgoing } from '@valine/contracts';
import * as z from 'zod/mini';
import { operationId } from '../ids.ts';
import { mutedFields } from './rules/muted.ts';

/** Who is at work on it; the fields are those of `@valine/effects`. */
export const EffectClaim = z.object({
  operation: z.string(),
  epoch: z.number(),
  leaseUntil: z.number(),
  since: z.number(),
  unconfirmed: z.number(),
  repeatable: z.boolean(),
});
export type EffectClaim = z.infer<typeof EffectClaim>;

/**
 * What the effect left at GitHub: a number, SHA or id (absent where GitHub tells none), and where people see it.
 * `isOthers`: somebody else has, as far as that can be told. `refused`: nothing, for GitHub does not let it be, as things are; what asked for it decides what follows.
 */
export const EffectOutcome = z.object({
  id: z.optional(z.string()),
  url: z.optional(z.string()),
  isOthers: z.optional(z.boolean()),
  refused: z.optional(z.object({ status: z.number(), detail: z.string() })),
});
export type EffectOutcome = z.infer<typeof EffectOutcome>;

/** Neither `outcome` nor `parked`: it is still to be done. */
export const EffectRecord = z.object({
  /** Operation id: the same for every replay of what gave rise to it. */
  id: z.string(),
  /** One of the dispatcher's kinds of effects. */
  kind: z.string(),
  /** What that kind needs to know; never a secret in plain text. */
  params: z.record(z.string(), z.unknown()),
  intendedAt: z.number(),
  /** Fencing: rises with every claim; a worker with an older epoch writes nothing. */
  epoch: z.number(),
  claim: z.optional(EffectClaim),
  outcome: z.optional(EffectOutcome),
  /** Why nobody tries any more, for an operator; its claim stays if the effect may have happened all the same. `code`: the same in a word. `dropped`: nobody is asked about it any more. */
  parked: z.optional(
    z.object({
      reason: z.string(),
      code: z.optional(z.string()),
      at: z.number(),
      dropped: z.optional(z.object({ by: z.string(), at: z.number(), reason: z.string() })),
    }),
  ),
  /** When an operator said what became of it. */
  resolvedAt: z.optional(z.number()),
});
export type EffectRecord = z.infer<typeof EffectRecord>;

/** What the record of every owner has. */
export const ownerFields = {
  /** Ids of the interactions, deliveries and messages this record has taken in, the newest last. */
  applied: z.array(z.string()),
  /** Those interactions of them that were refused, the newest last: for the audit, should it be written later. */
  refused: z.optional(z.array(z.object({ id: z.string(), reasonCode: z.string() }))),
  ...mutedFields,
  /** In the order in which they were intended. */
  effects: z.array(EffectRecord),
  /** Messages that are promised and not yet known to be with SQS. */
  outbox: z.array(Outgoing),
  /** Epoch seconds after which the record may be deleted; at least 45 days after its last change. */
  expiresAt: z.number(),
};

/** Brings the dispatcher back to an effect. Its id is always the same: one of them in an outbox is enough. */
export function effectDue(
  { kind, id }: { kind: EffectDue['ownerKind']; id: string },
  effect: Pick<EffectRecord, 'id'>,
): EffectDue {
  return { type: 'effect.due', id: operationId(effect.id, 'due'), ownerId: id, ownerKind: kind, effectId: effect.id };
}

/** Has the sweep keep it in mind. Once for each time that it is parked. */
export function effectParked(
  { kind, id }: { kind: EffectDue['ownerKind']; id: string },
  effect: Pick<EffectRecord, 'id' | 'epoch'>,
): EffectParked {
  return { type: 'effect.parked', id: operationId(effect.id, `parked ${effect.epoch}`), ownerId: id, ownerKind: kind };
}

export function isEffectOpen({ outcome, parked }: EffectRecord): boolean {
  return outcome === undefined && parked === undefined;
}

/** Parked, and not dropped since. */
export function awaitsOperator({ parked }: EffectRecord): boolean {
  return parked !== undefined && parked.dropped === undefined;
}

/** Effects are added and never taken away; what is done stays as it is; the epoch only rises. */
export function areLegalEffects(previous: readonly EffectRecord[], next: readonly EffectRecord[]): boolean {
  return previous.every((before, index) => {
    const after = next[index];
    if (after === undefined || after.id !== before.id || after.epoch < before.epoch) return false;
    return before.outcome === undefined || JSON.stringify(before.outcome) === JSON.stringify(after.outcome);
  });
}
