/** `/ship` and its two buttons: finishes a run, and asks first when tasks are still open. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { ButtonPressed, CommandRequested, Outgoing } from '@valine/contracts';
import type { Plan } from '@valine/records';
import type { Interaction, Ports } from '../../ports.ts';
import { changedAnswerNotification, threadNotification } from '../../replies/notifications.ts';
import { changePlan, type PlanChanges } from '../record/change-plan.ts';
import { planEndPings } from '../record/plan-end-pings.ts';
import { decideKeepGoing, decideShip, type KeepGoingDecision, type ShipDecision } from './decide.ts';
import {
  askedAgainMessage,
  endedMessage,
  endNoteOf,
  keepGoingMessage,
  lastLineMessage,
  questionSettledMessage,
  shipMessage,
} from './messages.ts';

export async function handleShip(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.ship>,
): Promise<void> {
  await ship(ports, request, options.run_id, false);
}

export async function handleShipAnywayButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await ship(ports, press, press.argument, true);
}

async function ship(ports: Ports, interaction: Interaction, planId: string, anyway: boolean): Promise<void> {
  await changePlan<ShipDecision>(ports, interaction, planId, {
    decide: (plan) => decideShip(plan, anyway),
    changes: (decision) => shipChanges(decision, interaction, ports.clock.now()),
    answer: (decision, plan) =>
      anyway && decision.verdict === 'shipped' ? endedMessage(plan) : shipMessage(decision, plan),
    extraMessages: ({ verdict }, plan, before) => {
      if (verdict === 'asked') return supersedeQuestions(before, plan);
      if (verdict !== 'shipped') return [];
      const lastLine = threadNotification(plan, interaction.id, lastLineMessage());
      return [lastLine, ...settleQuestions(before, plan, interaction), ...planEndPings(plan, interaction.person)];
    },
  });
}

function shipChanges(decision: ShipDecision, interaction: Interaction, now: number): PlanChanges {
  switch (decision.verdict) {
    case 'shipped':
      return {
        state: decision.state,
        tasks: decision.tasks,
        endedAt: now,
        endNote: endNoteOf(decision.tasks, interaction.person.name),
        shipQuestions: [],
      };
    case 'asked':
      return { shipQuestions: [interaction.reply] };
    default:
      return {};
  }
}

export async function handleKeepGoingButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await changePlan<KeepGoingDecision>(ports, press, press.argument, {
    decide: decideKeepGoing,
    changes: ({ verdict }) => (verdict === 'kept' ? { shipQuestions: [] } : {}),
    answer: keepGoingMessage,
    extraMessages: ({ verdict }, plan, before) => (verdict === 'kept' ? settleQuestions(before, plan, press) : []),
  });
}

/** One question of a plan is open at a time: the newest. */
function supersedeQuestions(before: Plan, plan: Plan): Outgoing[] {
  const message = askedAgainMessage(plan);
  return before.shipQuestions.map((question) => changedAnswerNotification(question, message));
}

/** Takes the buttons off the question that was open, so that nobody presses them afterwards. */
function settleQuestions(before: Plan, plan: Plan, interaction: Interaction): Outgoing[] {
  const message = questionSettledMessage(plan, interaction.person.name);
  return before.shipQuestions.map((question) => changedAnswerNotification(question, message));
}
