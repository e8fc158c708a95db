/** What may become of a variable or secret that admins set, whatever a caller believes. */
import { expect, it } from 'vitest';
import { type DeploySetting, isLegalDeploySettingChange, type SettingState } from './deploy-setting.ts';

const reply = { interactionId: '1', applicationId: '7', token: 't', tokenExpiresAt: 1, channelId: '5', private: true };

function change(id: number, state: SettingState): DeploySetting['changes'][number] {
  const requestedBy = { id: '1', name: 'Ada', roles: [] };
  return {
    id: String(id),
    state,
    as: 'secret',
    fingerprint: 'abcd',
    effectId: `e${id}`,
    requestedBy,
    reply,
    requestedAt: id,
  };
}

const effect = (id: number) => ({ id: `e${id}`, kind: 'set-secret', params: {}, intendedAt: 0, epoch: 1 });
const ended = (id: number) => ({ ...effect(id), outcome: { id: 'A' } });

const BEFORE: DeploySetting = {
  kind: 'deploy-setting',
  id: 'A',
  version: 1,
  changes: [change(1, 'set'), change(2, 'setting')],
  quietAt: 10,
  updatedAt: 0,
  applied: [],
  effects: [ended(1), effect(2)],
  outbox: [],
  expiresAt: 1,
};

it.each<[string, Partial<DeploySetting>, boolean]>([
  ['the last one is set', { changes: [change(1, 'set'), change(2, 'set')] }, true],
  ['another takes its place', { changes: [change(1, 'set'), change(2, 'replaced'), change(3, 'setting')] }, true],
  ['an old one is kept no more', { changes: [change(2, 'setting')], effects: [effect(2)] }, true],
  ['two are on their way', { changes: [change(1, 'set'), change(2, 'setting'), change(3, 'setting')] }, false],
  ['one that was set is on its way again', { changes: [change(1, 'setting')] }, false],
  ['one that was asked for before comes after', { changes: [change(2, 'replaced'), change(1, 'set')] }, false],
  ['the quarantine becomes shorter', { quietAt: 9 }, false],
  ['an effect is forgotten that has not ended', { effects: [ended(1)] }, false],
])('%s', (_, more, isLegal) => {
  expect(isLegalDeploySettingChange(BEFORE, { ...BEFORE, ...more })).toBe(isLegal);
});
