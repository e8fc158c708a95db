/** Applies what a person asked for to a plan. What is refused while the plan is open is kept with it as well. */
import type { Outgoing } from '@valine/contracts';
import { isPlanEnded, type Plan } from '@valine/records';
import { changeOnInteraction, type InteractionStep } from '../../effects/change-on-interaction.ts';
import type { Interaction, Ports } from '../../ports.ts';
import { heldLines, withoutHeld } from '../held/held.ts';
import { afterItsTime } from './after-its-time.ts';
import { planNotFoundMessage } from './messages.ts';
import { planRules } from './plan-rules.ts';

/** What of a plan a decision may change. */
export type PlanChanges = Partial<
  Pick<
    Plan,
    | 'state'
    | 'muted'
    | 'mutedLines'
    | 'muteAsked'
    | 'tasks'
    | 'edition'
    | 'hasNews'
    | 'approvals'
    | 'endNote'
    | 'endedAt'
    | 'shipQuestions'
    | 'shipping'
    | 'summaries'
  >
>;

export type PlanStep<Decision> = Pick<InteractionStep<'plan', Decision>, 'answer'> & {
  /** Pure. */
  decide(plan: Plan): Decision;
  /** Empty for a refusal. */
  changes(decision: Decision, plan: Plan): PlanChanges;
  /** What else goes out with the change; `before` is the plan as it was. */
  extraMessages?(decision: Decision, plan: Plan, before: Plan): Outgoing[];
};

export async function changePlan<Decision>(
  ports: Ports,
  interaction: Interaction,
  planId: string,
  step: PlanStep<Decision>,
): Promise<void> {
  await changeOnInteraction<'plan', Decision>(ports, planRules, interaction, {
    ownerId: planId,
    decide(found) {
      const { next: plan, messages: expired } = afterItsTime(found, ports.clock.now());
      const verdict = step.decide(plan);
      if (isPlanEnded(plan)) return plan === found ? { verdict } : { verdict, next: plan, messages: expired };
      const changes = step.changes(verdict, plan);
      const extra = (next: Plan) => step.extraMessages?.(verdict, next, plan) ?? [];
      if (Object.keys(changes).length === 0) return { verdict, next: plan, messages: extra };
      const changed = withoutShippingOnceEnded({ ...plan, ...changes });
      // What was held is told first: it came before.
      const next = plan.held === undefined ? changed : withoutHeld(changed, ports.clock.now());
      return {
        verdict,
        next,
        messages: (after) => [...heldLines(plan, after), ...extra(after)],
      };
    },
    answer: step.answer,
    outcome: (_, plan) => (plan.isExpired ? 'run_expired' : `run_${plan.state}`),
    notFound: { outcome: 'run_not_found', message: planNotFoundMessage(planId) },
  });
}

/** Whoever still looks at a pull request for it learns so that nobody waits for that. */
function withoutShippingOnceEnded(plan: Plan): Plan {
  const { shipping, ...rest } = plan;
  return shipping !== undefined && isPlanEnded(plan) ? rest : plan;
}
