/** Writes the effects of a transition into its record: claimed by the worker that makes the transition. */
import { firstClaim, type Limits } from '@valine/effects';
import { type EffectOwner, type EffectRecord, operationId } from '@valine/records';
import type { EffectIntent } from './definition/define-effect.ts';

/** `source`: the interaction or delivery that gives rise to them. */
export function toEffectRecords(
  record: Pick<EffectOwner, 'id'>,
  source: string,
  intents: readonly EffectIntent[],
  now: number,
  limits: Limits,
): EffectRecord[] {
  return intents.map(({ kind, step, params, repeatable }) => {
    const id = operationId(source, `${record.id} ${kind} ${step}`);
    const claim = firstClaim({ operation: id, repeatable }, now, limits);
    return { id, kind, params, intendedAt: now, epoch: claim.epoch, claim };
  });
}
