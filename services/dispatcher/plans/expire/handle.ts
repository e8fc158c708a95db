/** `plan.expire`: looks whether somebody has decided about a proposal, again and again until its time is over. */
import type { PlanExpire } from '@valine/contracts';
import { MAX_DELAY_SECONDS, RetryLater } from '@valine/lambda-kit';
import { isOverdue } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { EffectPorts } from '../../effects/start-effects.ts';
import { afterItsTime } from '../record/after-its-time.ts';
import { planRules } from '../record/plan-rules.ts';

/**
 * Most plans are decided about within the first quarter of an hour: the first look is the last one then. Whoever comes to a
 * plan after its time has it expire as well, so that nothing rests on this message.
 * @throws RetryLater while it waits: one read a look, and a look each quarter of an hour
 */
export async function handlePlanExpire(ports: EffectPorts, { id, planId }: PlanExpire): Promise<void> {
  const looked = await changeOwner(ports, planRules, {
    source: id,
    ownerId: planId,
    decide(plan) {
      const now = ports.clock.now();
      if (isOverdue(plan, now)) return { verdict: 'expired' as const, ...afterItsTime(plan, now) };
      return { verdict: plan.state === 'pending' ? ('waits' as const) : ('decided' as const) };
    },
  });
  const { decideBy = 0 } = looked?.owner ?? {};
  if (looked?.verdict !== 'waits') return;
  const seconds = Math.ceil((decideBy - ports.clock.now()) / 1000);
  throw new RetryLater(Math.min(Math.max(1, seconds), MAX_DELAY_SECONDS), `nobody has decided about ${planId} yet`);
}
