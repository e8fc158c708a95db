/** The kinds of records in which side effects on GitHub stand, from the intent to the outcome. */
import type { EffectRecord } from './kinds/effect-record.ts';
import type { RecordOf } from './store.ts';

export type OwnerKind = 'plan' | 'task' | 'tracking' | 'comment' | 'site-change' | 'deploy-setting';
export type EffectOwner = RecordOf<OwnerKind>;

/** @throws Error when the owner intends no such effect */
export function getEffect(
  { kind, id, effects }: Pick<EffectOwner, 'kind' | 'id' | 'effects'>,
  effectId: string,
): EffectRecord {
  const found = effects.find((effect) => effect.id === effectId);
  if (found === undefined) throw new Error(`${kind} ${id} intends no effect ${effectId}`);
  return found;
}
