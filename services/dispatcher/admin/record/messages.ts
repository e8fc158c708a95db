/** What who asked for a value reads about it, and nobody else. It shows a fingerprint, never the value. */
import { buttonId } from '@valine/commands';
import { agoMarkdown, type Message, mentionText, refusalMessage } from '@valine/contracts';
import { type DeploySetting, type EffectRecord, getEffect, type SettingChange } from '@valine/records';
import { effectParkedMessage } from '../../effects/definition/messages.ts';

export function settingMessage(setting: DeploySetting, change: SettingChange): Message {
  switch (change.state) {
    case 'setting':
      return onItsWayMessage(setting, change, getEffect(setting, change.effectId));
    case 'set':
      return setMessage(setting, change);
    case 'replaced':
      return replacedMessage(setting, change);
    case 'unreadable':
      return unreadableAfterMessage(setting, change);
  }
}

function onItsWayMessage(setting: DeploySetting, change: SettingChange, effect: EffectRecord): Message {
  const what = nameOf(setting, change);
  if (effect.parked?.dropped !== undefined) return droppedMessage(what, effect);
  if (effect.parked !== undefined) return effectParkedMessage(effect, effect.parked.reason, setting.id);
  const heldUntil = effect.epoch === 0 ? effect.claim?.leaseUntil : undefined;
  if (heldUntil === undefined) return { content: `⏳ Setting ${what}` };
  return {
    content: `⏳ Setting ${what}, ${agoMarkdown(heldUntil)}\nUntil then a value that was asked for before may still reach GitHub, and must not come after this one.`,
  };
}

function droppedMessage(what: string, { claim }: EffectRecord): Message {
  const how = claim === undefined ? 'It was not set' : 'Whether GitHub has set it all the same is not known';
  return {
    content: `🅿️ An admin has dropped ${what}\n${how}. If the value is still to be set, run the command again.`,
  };
}

function setMessage(setting: DeploySetting, change: SettingChange): Message {
  return {
    content: `🔐 Set ${nameOf(setting, change)}\nWhat is deployed does not change by that: a deploy takes it over.`,
    buttons: [{ id: buttonId('deploy-now', change.id), label: '🚀 Deploy now', style: 'primary' }],
  };
}

function replacedMessage(setting: DeploySetting, change: SettingChange): Message {
  const by = setting.changes[setting.changes.indexOf(change) + 1]?.requestedBy;
  const who = by === undefined ? 'Somebody' : mentionText(by);
  return {
    ...refusalMessage(
      'setting_replaced',
      `${who} asked for another value of \`${setting.id}\` after you, and that one counts. Yours (fingerprint …${change.fingerprint}) was given up. Run the command again if yours is the right one.`,
    ),
    buttons: [],
  };
}

function unreadableAfterMessage({ id }: DeploySetting, { fingerprint }: SettingChange): Message {
  return {
    ...refusalMessage(
      'value_unreadable',
      `\`${id}\` was not set: what you gave (fingerprint …${fingerprint}) cannot be opened any more, for \`ADMISSION_KEY\` was changed meanwhile. Run the command again.`,
    ),
    buttons: [],
  };
}

function nameOf({ id }: DeploySetting, { as, fingerprint }: SettingChange): string {
  return `the ${as} \`${id}\` • fingerprint …${fingerprint}`;
}
