/** Writes the effects of a change into its owner: claimed by the worker that makes the change. */
import { firstClaim, type Limits, quietFrom } from '@valine/effects';
import { type EffectOwner, type EffectRecord, effectDue, operationId } from '@valine/records';
import { CALL_MS } from './definition/call-ms.ts';
import type { EffectIntent } from './definition/define-effect.ts';

/** Where no deadline is known: the longest a function of ours lives. */
const LEASE_MS = 30_000;

/** A lookup is worth something only once what a lost call left shows in GitHub's lists. */
const LIMITS = { quarantineMs: 90_000, callMs: CALL_MS, maxUnconfirmed: 7 };

/** After the lease of a call that nobody confirmed: so long it may still take effect. */
export const QUARANTINE_MS = LIMITS.quarantineMs;

/** A claim holds as long as the function that makes it: until `deadline` (epoch milliseconds). */
export function effectLimits(now: number, deadline: number | undefined): Limits {
  return { ...LIMITS, leaseMs: deadline === undefined ? LEASE_MS : Math.max(0, deadline - now) };
}

/** Until when a try that nobody confirmed may still take effect, in epoch milliseconds; 0 where there is none. */
export function mayLandUntil({ claim }: Pick<EffectRecord, 'claim'>): number {
  return claim === undefined || claim.unconfirmed === 0 ? 0 : quietFrom(claim, LIMITS);
}

/**
 * Until when a call of an effect that is not tried any more may still take effect, be it repeatable; in epoch
 * milliseconds, 0 where none may. A call that is under way ends with the function that makes it.
 */
export function settledFrom({ claim }: Pick<EffectRecord, 'claim'>, now: number): number {
  if (claim === undefined || claim.unconfirmed === 0) return 0;
  return Math.min(claim.leaseUntil, now + LEASE_MS) + QUARANTINE_MS;
}

/** An effect that nobody calls before `from` (epoch milliseconds): until then an earlier one may still land. */
export function heldEffect(
  id: string,
  { kind, params, repeatable }: EffectIntent,
  from: number,
  now: number,
): EffectRecord {
  const claim = { operation: id, epoch: 0, leaseUntil: from, since: now, unconfirmed: 0, repeatable };
  return { id, kind, params, intendedAt: now, epoch: 0, claim };
}

/** The same for every replay. `source`: the interaction, delivery or observation that gives rise to the effect. */
export function effectIdOf(owner: Pick<EffectOwner, 'id'>, source: string, { kind, step }: EffectIntent): string {
  return operationId(source, `${owner.id} ${kind} ${step}`);
}

export function toEffectRecords(
  owner: Pick<EffectOwner, 'id'>,
  source: string,
  intents: readonly EffectIntent[],
  now: number,
  deadline: number | undefined,
): EffectRecord[] {
  const limits = effectLimits(now, deadline);
  return intents.map((intent) => {
    const { kind, params, repeatable } = intent;
    const id = effectIdOf(owner, source, intent);
    const claim = firstClaim({ operation: id, repeatable }, now, limits);
    return { id, kind, params, intendedAt: now, epoch: claim.epoch, claim };
  });
}

/**
 * The owner with what follows from one of its effects, to be attempted by whoever comes next; without what it has: an
 * operator's decision is asked about again. `after`: id of that effect.
 */
export function withIntended<Owner extends EffectOwner>(
  owner: Owner,
  after: string,
  intents: readonly EffectIntent[],
  now: number,
): Owner {
  const effects = intents
    .map((intent): EffectRecord => {
      const { kind, params } = intent;
      return { id: effectIdOf(owner, after, intent), kind, params, intendedAt: now, epoch: 0 };
    })
    .filter(({ id }) => !owner.effects.some((each) => each.id === id));
  if (effects.length === 0) return owner;
  const due = effects.map((effect) => effectDue(owner, effect));
  return { ...owner, effects: [...owner.effects, ...effects], outbox: [...owner.outbox, ...due] };
}
