/** Begins a follow: stored with the effect that starts its workflow, told, and looked after from then on. */
import type { Outgoing } from '@valine/contracts';
import type { Follow } from '@valine/runs';
import { createWithEffects } from '../effects/create-with-effects.ts';
import { effectLimits } from '../effects/effect-limits.ts';
import { toRunEffects } from '../effects/intend-effects.ts';
import type { Ports } from '../ports.ts';
import { followCheck } from './follow-check.ts';
import { type FollowAsked, newFollow } from './new-follow.ts';
import { showFollow } from './show-follow.ts';
import { stageIntent } from './stage-intent.ts';

/** A replay adds nothing; it sends what the first one still had to send. `besides`: what else is told with it. */
export async function startFollow(ports: Ports, asked: FollowAsked, besides: readonly Outgoing[] = []): Promise<void> {
  const { clock, deadline, settings } = ports;
  const now = clock.now();
  const follow = newFollow(asked, settings.repository, now, settings.followTimeoutMs);
  const [first, ...later] = follow.stages;
  const intent = first && stageIntent(follow, first, settings);
  const limits = effectLimits({ now, deadline });
  const effects = toRunEffects(follow, asked.id, intent === undefined ? [] : [intent], now, limits);
  const [effect] = effects;
  const stages = first && effect ? [{ ...first, effectId: effect.id }, ...later] : follow.stages;
  const starting: Follow = { ...follow, stages };
  const outbox = [...showFollow(starting), ...besides, followCheck(follow, asked.id, now)];
  await createWithEffects(ports, { ...starting, outbox }, effects);
}
