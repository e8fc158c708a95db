/** Applies what a person asked for to the run they named, or tells them that there is no such run. */
import type { Message, Outgoing } from '@valine/contracts';
import type { Plan } from '@valine/records';
import type { Interaction, Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { answerNotification, cardNotification } from '../../replies/notifications.ts';
import { planCardMessage } from '../card/messages.ts';
import { changePlan, type PlanChanges, type PlanStep } from './change-plan.ts';
import { planNotFoundMessage } from './messages.ts';

export type AskedStep<Decision> = {
  decide(plan: Plan): Decision;
  changes(decision: Decision, plan: Plan): PlanChanges;
  /** What the person who asked is told. */
  answer(decision: Decision, plan: Plan): Message;
  /** Whether the run's card looks different afterwards. */
  changesCard(decision: Decision): boolean;
  /** What else goes out. */
  extraMessages?(decision: Decision, plan: Plan, before: Plan): Outgoing[];
  /** The effects on GitHub that the change brings about. */
  intend?: PlanStep<Decision>['intend'];
};

export async function changePlanAsked<Decision>(
  ports: Ports,
  interaction: Interaction,
  planId: string,
  step: AskedStep<Decision>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, interaction)) return;
  const result = await changePlan<Decision>(ports, {
    source: interaction.id,
    planId,
    decide: step.decide,
    changes: step.changes,
    ...(step.intend === undefined ? {} : { intend: step.intend }),
    tell: (decision, plan, before) => [
      ...(step.changesCard(decision) ? [cardNotification(plan, planCardMessage(plan))] : []),
      ...(step.extraMessages?.(decision, plan, before) ?? []),
      answerNotification(interaction.reply, step.answer(decision, plan)),
    ],
  });
  if (result === 'unknown') {
    await answerOnce(ports, interaction, { outcome: 'run_not_found', message: planNotFoundMessage(planId) });
  } else if (result !== 'taken') {
    const message = step.answer(step.decide(result), result);
    await answerOnce(ports, interaction, { outcome: `run_${result.state}`, message });
  }
}
