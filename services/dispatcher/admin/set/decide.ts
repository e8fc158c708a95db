/** Whether a value that somebody asks for is set, when, and what becomes of the one before it. Pure. */
import type { DeploySetting, EffectRecord, SettingChange } from '@valine/records';
import { effectDue } from '@valine/records';
import type { OwnerChange } from '../../effects/change-owner.ts';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import { effectIdOf, heldEffect, settledFrom } from '../../effects/intend-effects.ts';
import { withoutValue } from '../record/without-value.ts';

/** `id`: the interaction. `intent`: what sets the value, which it has under a lock. */
export type Wish = Omit<SettingChange, 'state' | 'effectId'> & { intent: EffectIntent };

/** `outdated`: somebody has asked for another value later, and it was heard of before. */
export type Verdict = 'taken' | 'outdated';

/** More than are asked for while an older one can still be in doubt. */
const MOST_KEPT = 50;

/** `now`: epoch milliseconds. */
export function decideSetting(setting: DeploySetting, wish: Wish, now: number): OwnerChange<'deploy-setting', Verdict> {
  const newest = setting.changes.at(-1);
  if (newest !== undefined && isAfter(newest, wish)) return { verdict: 'outdated' };
  const { intent, ...asked } = wish;
  const effectId = effectIdOf(setting, wish.id, intent);
  const inDoubt = setting.effects.filter(isInDoubt);
  const quietAt = Math.max(setting.quietAt, ...inDoubt.map((each) => settledFrom(each, now)));
  const replaced = setting.changes.map((each) =>
    each.state === 'setting' ? { ...each, state: 'replaced' as const } : each,
  );
  const changes = [...replaced, { ...asked, state: 'setting' as const, effectId }].slice(-MOST_KEPT);
  const effects = setting.effects.map(givenUp).slice(1 - MOST_KEPT);
  const next = { ...setting, changes, quietAt };
  if (quietAt <= now) return { verdict: 'taken', next: { ...next, effects }, intents: [intent], isRemembered: true };
  const held = heldEffect(effectId, intent, quietAt, now);
  return {
    verdict: 'taken',
    next: { ...next, effects: [...effects, held] },
    messages: (changed) => [effectDue(changed, held)],
    isRemembered: true,
  };
}

/** Interaction ids rise with time too. */
function isAfter(newest: SettingChange, { requestedAt, id }: Wish): boolean {
  if (newest.requestedAt !== requestedAt) return newest.requestedAt > requestedAt;
  return newest.id.length === id.length ? newest.id > id : newest.id.length > id.length;
}

function isInDoubt({ outcome }: EffectRecord): boolean {
  return outcome === undefined;
}

/** Nobody tries it again, and no operator has to decide about it. */
function givenUp(effect: EffectRecord): EffectRecord {
  if (!isInDoubt(effect)) return effect;
  const { claim: _, parked: __, ...rest } = withoutValue(effect);
  return { ...rest, outcome: { refused: { status: 0, detail: 'another value was asked for after it' } } };
}
