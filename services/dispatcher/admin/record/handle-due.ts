/** Goes on with an effect that sets a value; one that the record keeps no more has ended long ago. */
import type { EffectDue } from '@valine/contracts';
import { handleEffectDue } from '../../effects/handle-effect-due.ts';
import type { Ports } from '../../ports.ts';
import { deploySettingRules } from './setting-rules.ts';

export async function handleSettingDue(ports: Ports, due: EffectDue, waits: number): Promise<void> {
  const setting = await ports.store.find('deploy-setting', due.ownerId);
  if (setting?.effects.some(({ id }) => id === due.effectId))
    await handleEffectDue(ports, deploySettingRules, due, waits);
}
