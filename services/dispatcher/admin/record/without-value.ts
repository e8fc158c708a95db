/** An effect that has ended needs its value no more: it leaves the record, locked as it is. */
import type { EffectRecord } from '@valine/records';

export function withoutValue(effect: EffectRecord): EffectRecord {
  const { locked: _, ...params } = effect.params;
  return { ...effect, params };
}
