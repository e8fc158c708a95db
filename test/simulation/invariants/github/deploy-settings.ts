/** What admins set: the last value that was taken stands on GitHub. That it stands nowhere else: `secrets.ts`. */
import { type DeploySetting, isEffectOpen, type SettingChange } from '@valine/records';
import { valueAtGitHub } from '../../people/admins/values.ts';
import { PEOPLE } from '../../people/interaction-body.ts';
import type { World } from '../../world.ts';

export function deploySettingsOf({ store }: Pick<World, 'store'>): DeploySetting[] {
  return store.all().filter((record) => record.kind === 'deploy-setting');
}

export function checkDeploySettings(world: World): void {
  for (const setting of deploySettingsOf(world)) {
    checkStands(world, setting);
    for (const change of setting.changes) checkAskedFor(world, setting, change);
    checkForgotten(world, setting);
  }
}

function checkStands({ engine, github, askedValues }: World, { id: name, changes, effects }: DeploySetting): void {
  const last = changes.at(-1);
  if (last === undefined) return;
  engine.coverage.sometimes(`a value is ${last.state}`);
  if (changes.some(({ state }) => state === 'replaced')) engine.coverage.sometimes('a value was replaced');
  if (last.state === 'unreadable') engine.report('what ingress locked can be opened', `${name} …${last.fingerprint}`);
  const value = valueAtGitHub(github.repository.model, name);
  const wanted = askedValues.find(({ id }) => id === last.id)?.value;
  if (last.state === 'set' && value !== wanted)
    engine.report('the value that was asked for last stands', `${name} is ${value}, and not ${wanted}`);
  const open = effects.find(({ id }) => id === last.effectId);
  if (last.state === 'setting' && open?.parked === undefined) engine.report('a value is set or parked', name);
  if (open?.parked?.code === 'request_refused')
    engine.report('a key that has changed is no work for an operator', `${name} …${last.fingerprint}`);
}

function checkAskedFor({ engine, askedValues }: World, { id: name }: DeploySetting, change: SettingChange): void {
  const asked = askedValues.find(({ id }) => id === change.id);
  const isAllowed = asked?.name === name && asked.confirmed && PEOPLE[asked.by]?.operator === true;
  if (!isAllowed) engine.report('an admin has confirmed what is set', `${name} by ${change.requestedBy.name}`);
}

function checkForgotten({ engine }: World, { id: name, effects }: DeploySetting): void {
  for (const effect of effects)
    if (!isEffectOpen(effect) && effect.parked === undefined && 'locked' in effect.params)
      engine.report('a value leaves the record once it is set', `${name}, effect ${effect.id}`);
}
