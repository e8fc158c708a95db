/** A variable or secret of the repository as an owner of effects: one for each value that was asked for. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '@valine/contracts';
import type { DeploySetting, EffectRecord, SettingChange } from '@valine/records';
import { QUARANTINE_MS } from '../../effects/intend-effects.ts';
import type { OwnerRules } from '../../effects/owner-rules.ts';
import { settingNotification } from '../../replies/notifications.ts';
import { settingMessage } from './messages.ts';
import { withoutValue } from './without-value.ts';

export const deploySettingRules: OwnerRules<'deploy-setting'> = {
  kind: 'deploy-setting',
  // One that is replaced has ended in that same write.
  blockedReason: () => undefined,
  afterEffect,
  show: (setting) => setting.changes.slice(-1).map((change) => shown(setting, change)),
  changeMessages: (before, setting) =>
    setting.changes
      .filter((change) => !isDeepStrictEqual(messageIn(before, change.id), messageIn(setting, change.id)))
      .map((change) => shown(setting, change)),
  // Its message tells of it.
  effectMessages: () => [],
};

function shown(setting: DeploySetting, change: SettingChange): Outgoing {
  return settingNotification(setting, change, settingMessage(setting, change));
}

function messageIn(setting: DeploySetting, id: string) {
  const change = setting.changes.find((each) => each.id === id);
  return change && settingMessage(setting, change);
}

function afterEffect(setting: DeploySetting, effect: EffectRecord, now: number): DeploySetting {
  const change = setting.changes.find(({ effectId }) => effectId === effect.id);
  if (change?.state !== 'setting') return setting;
  const quietAt = Math.max(setting.quietAt, quietAfter(effect, now));
  if (effect.outcome === undefined) return quietAt === setting.quietAt ? setting : { ...setting, quietAt };
  const state = effect.outcome.refused === undefined ? ('set' as const) : ('unreadable' as const);
  return {
    ...setting,
    quietAt,
    changes: setting.changes.map((each) => (each === change ? { ...each, state } : each)),
    effects: setting.effects.map((each) => (each.id === effect.id ? withoutValue(each) : each)),
  };
}

/** Of one that was claimed once, the only call is known to have ended; of another, a call before the last may still land. */
function quietAfter({ epoch, parked }: EffectRecord, now: number): number {
  return epoch > 1 ? (parked?.at ?? now) + QUARANTINE_MS : 0;
}
