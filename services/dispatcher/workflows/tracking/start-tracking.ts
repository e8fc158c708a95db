/** Begins a follow: stored with the effect that starts its workflow, told, and looked after from then on. */
import type { Outgoing } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { createWithEffects } from '../../effects/create-with-effects.ts';
import { effectLimits } from '../../effects/effect-limits.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import type { Ports } from '../../ports.ts';
import { newTracking, type TrackingRequest } from './new-tracking.ts';
import { showTracking } from './show-tracking.ts';
import { stageIntent } from './stage-intent.ts';
import { trackingPoll } from './tracking-poll.ts';

/** A replay adds nothing; it sends what the first one still had to send. `besides`: what else is told with it. */
export async function startTracking(
  ports: Ports,
  interaction: TrackingRequest,
  extraMessages: readonly Outgoing[] = [],
): Promise<void> {
  const { clock, deadline, settings } = ports;
  const now = clock.now();
  const tracking = newTracking(interaction, settings.repository, now, settings.trackingTimeoutMs);
  const [first, ...later] = tracking.stages;
  const intent = first && stageIntent(tracking, first, settings);
  const limits = effectLimits({ now, deadline });
  const effects = toEffectRecords(tracking, interaction.id, intent === undefined ? [] : [intent], now, limits);
  const [effect] = effects;
  const stages = first && effect ? [{ ...first, effectId: effect.id }, ...later] : tracking.stages;
  const starting: Tracking = { ...tracking, stages };
  const outbox = [...showTracking(starting), ...extraMessages, trackingPoll(tracking, interaction.id, now)];
  await createWithEffects(ports, { ...starting, outbox }, effects);
}
