/** `/ship` and its two buttons: finishes a run, and asks first when tasks are still open. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { ButtonPressed, CommandRequested, Outgoing, Person, PlanDeployed, Reply } from '@valine/contracts';
import { operationId, type Plan } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Interaction, Ports } from '../../ports.ts';
import {
  changedAnswerNotification,
  editedAnswerNotification,
  laterAnswerNotification,
  planPing,
  threadNotification,
} from '../../replies/notifications.ts';
import { changePlan, type PlanChanges } from '../record/change-plan.ts';
import { planEndPings } from '../record/plan-end-pings.ts';
import { planRules } from '../record/plan-rules.ts';
import { decideAnswered, decideKeepGoing, decideShip, type KeepGoingDecision, type ShipDecision } from './decide.ts';
import {
  askedAgainMessage,
  askedLateMessage,
  endedMessage,
  endNoteOf,
  keepGoingMessage,
  lastLineMessage,
  questionSettledMessage,
  shipMessage,
  summaryMessage,
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
    decide: (plan) => decideShip(plan, anyway, ports.clock.now()),
    changes: (decision, { shipQuestions }) =>
      shipChanges(decision, interaction, ports.clock.now(), anyway ? shipQuestions : [interaction.reply]),
    answer: (decision, plan) =>
      anyway && decision.verdict === 'shipped' ? endedMessage(plan) : shipMessage(decision, plan),
    extraMessages: ({ verdict }, plan, before) => {
      if (verdict === 'asked') return supersedeQuestions(before, plan);
      if (verdict === 'merging') return [...supersedeQuestions(before, plan), ...taskShips(plan, interaction.id)];
      if (verdict !== 'shipped') return [];
      return [
        ...settleQuestions(before, plan, interaction.person),
        ...endLines(plan, { source: interaction.id, by: interaction.person, deploys: ports.settings.deployAfterShip }),
      ];
    },
  });
}

/** Each merge moves the base of the others: GitHub works out anew then whether they can be merged. */
const APART_SECONDS = 2;

function taskShips({ id: planId, shipping }: Plan, ship: string): Outgoing[] {
  return (shipping?.waiting ?? []).map((number, index) => ({
    type: 'task.ship',
    id: operationId(ship, `ship #${number} of ${planId}`),
    planId,
    number,
    ship,
    afterSeconds: index * APART_SECONDS,
  }));
}

/** `source`: what has ended it. `deploys`: whether a deploy follows what was merged. */
type End = { source: string; by: Person; deploys: boolean };

function endLines(plan: Plan, { source, by, deploys }: End): Outgoing[] {
  const deploy = deploys && plan.tasks.some(({ merged }) => merged !== undefined) ? [planShipped(plan, by)] : [];
  return [threadNotification(plan, source, lastLineMessage(deploy.length > 0)), ...planEndPings(plan, by), ...deploy];
}

/** How the deploy of what was shipped has ended stands on the card, and in the summary. */
export async function handlePlanDeployed(ports: Ports, { id, planId, revision, text }: PlanDeployed): Promise<void> {
  await changeOwner(ports, planRules, {
    source: id,
    ownerId: planId,
    decide({ deploy, ...plan }) {
      if (deploy !== undefined && deploy.revision >= revision) return { verdict: 'nothing' };
      return {
        verdict: 'deployed',
        next: { ...plan, deploy: { revision, text } },
        messages: (after) =>
          (after.summaries ?? []).map((reply) => editedAnswerNotification(reply, revision, summaryMessage(after))),
      };
    },
  });
}

/** A plan ends once, and so its deploy is one. */
function planShipped({ id: planId, endedAt = 0 }: Plan, by: Person): Outgoing {
  return { type: 'plan.shipped', id: operationId(planId, 'deploy after ship'), planId, by, at: endedAt };
}

/** `summaries`: where the summary stands, if it ends. */
function shipChanges(
  decision: ShipDecision,
  { id, person, reply }: Pick<Interaction, 'id' | 'person' | 'reply'>,
  now: number,
  summaries: readonly Reply[],
): PlanChanges {
  switch (decision.verdict) {
    case 'shipped':
      return {
        state: decision.state,
        tasks: decision.tasks,
        endedAt: now,
        endNote: endNoteOf(decision.tasks, person.name),
        shipQuestions: [],
        summaries: [...summaries],
      };
    case 'asked':
      return { shipQuestions: [reply] };
    case 'merging':
      return { shipQuestions: [], shipping: { id, reply, by: person, at: now, waiting: decision.waiting, left: [] } };
    default:
      return {};
  }
}

export async function handleKeepGoingButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await changePlan<KeepGoingDecision>(ports, press, press.argument, {
    decide: decideKeepGoing,
    changes: ({ verdict }) => (verdict === 'kept' ? { shipQuestions: [] } : {}),
    answer: keepGoingMessage,
    extraMessages: ({ verdict }, plan, before) =>
      verdict === 'kept' ? settleQuestions(before, plan, press.person) : [],
  });
}

/** One question of a plan is open at a time: the newest. */
function supersedeQuestions(before: Plan, plan: Plan): Outgoing[] {
  const message = askedAgainMessage(plan);
  return before.shipQuestions.map((question) => changedAnswerNotification(question, message));
}

/** Takes the buttons off the question that was open, so that nobody presses them afterwards. */
function settleQuestions(before: Plan, plan: Plan, person: Person): Outgoing[] {
  const message = questionSettledMessage(plan, person.name);
  return before.shipQuestions.map((question) => changedAnswerNotification(question, message));
}

/**
 * A plan that is being shipped, once it is known what became of its last pull request: it ends, or somebody is asked about
 * the tasks that are left. `source`: what told of it.
 */
export function concludeShipping(
  plan: Plan,
  { source, now, deploys }: { source: string; now: number; deploys: boolean },
): { next: Plan; messages(after: Plan): Outgoing[] } {
  const { shipping, ...rest } = plan;
  if (shipping === undefined || shipping.waiting.length > 0) return { next: plan, messages: () => [] };
  const decision = decideAnswered(plan.tasks);
  const next = { ...rest, ...shipChanges(decision, { ...shipping, person: shipping.by }, now, [shipping.reply]) };
  const answer = (after: Plan) => laterAnswerNotification(shipping.reply, shipMessage(decision, after, shipping.left));
  return {
    next,
    messages: (after) =>
      decision.verdict === 'shipped'
        ? [answer(after), ...endLines(after, { source: `${source} end`, by: shipping.by, deploys })]
        : [answer(after), ...(now - shipping.at < LATE_MS ? [] : [planPing(after, askedLateMessage(after, shipping))])],
  };
}

/** An edit notifies nobody, and by then nobody looks at it. */
const LATE_MS = 2 * 60_000;
