/** A plan as an owner of effects: when its card is shown anew, and what its thread says of an effect. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '@valine/contracts';
import { type EffectRecord, isPlanEnded, operationId, type Plan, taskTidy } from '@valine/records';
import { effectParkedMessage } from '../../effects/definition/messages.ts';
import { getEffectKind } from '../../effects/kinds/index.ts';
import type { OwnerRules } from '../../effects/owner-rules.ts';
import { cardNotification, threadNotification } from '../../replies/notifications.ts';
import { planCardMessage } from '../card/messages.ts';
import { hasHeld } from '../held/held.ts';

export const planRules: OwnerRules<'plan'> = {
  kind: 'plan',
  blockedReason: () => undefined,
  afterEffect: (plan) => plan,
  show: showPlan,
  changeMessages: (before, plan) => [...shownAnew(before, plan), ...ended(before, plan), ...closedAgain(before, plan)],
  effectMessages,
};

function showPlan(plan: Plan): Outgoing[] {
  return [cardNotification(plan, planCardMessage(plan))];
}

function shownAnew(before: Plan, plan: Plan): Outgoing[] {
  if (hasHeld(before, plan)) return [];
  const wasHeld = before.held !== undefined && plan.held === undefined;
  return wasHeld || !isDeepStrictEqual(planCardMessage(before), planCardMessage(plan)) ? showPlan(plan) : [];
}

function ended(before: Plan, plan: Plan): Outgoing[] {
  if (!isPlanEnded(plan) || isPlanEnded(before)) return [];
  return [{ type: 'plan.ended', id: operationId(plan.id, 'ended'), planId: plan.id }];
}

/** What was merged while its issue was open again was not tidied then. */
function closedAgain(before: Plan, { id: planId, version, tasks }: Plan): Outgoing[] {
  const wasOpen = new Set(before.tasks.filter(({ reopened }) => reopened).map(({ number }) => number));
  return tasks
    .filter(({ number, reopened, merged }) => wasOpen.has(number) && !reopened && merged !== undefined)
    .map(({ number }) => taskTidy(planId, number, `closing ${version}`));
}

function effectMessages(plan: Plan, effect: EffectRecord): Outgoing[] {
  const { id, kind, parked, outcome = {}, epoch } = effect;
  if (parked !== undefined)
    return [threadNotification(plan, `${id} parked ${epoch}`, effectParkedMessage(effect, parked.reason))];
  const message = getEffectKind(kind).told(effect, outcome);
  return message === undefined ? [] : [threadNotification(plan, id, message)];
}
