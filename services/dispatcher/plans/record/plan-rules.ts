/** What a run says of an effect that is done or parked: a word in its thread, and its card where that shows it. */
import type { Outgoing } from '@valine/contracts';
import type { EffectRecord, Plan } from '@valine/records';
import { getEffectKind } from '../../effects/kinds/kinds.ts';
import { effectParkedMessage } from '../../effects/messages.ts';
import { cardNotification, threadNotification } from '../../replies/notifications.ts';
import { planCardMessage } from '../card/messages.ts';

export function planEffectMessages(plan: Plan, effect: EffectRecord): Outgoing[] {
  const { id, kind, parked, outcome = {}, resolvedAt, epoch } = effect;
  const card = parked === undefined && resolvedAt === undefined ? [] : showPlan(plan);
  if (parked !== undefined)
    return [...card, threadNotification(plan, `${id} parked ${epoch}`, effectParkedMessage(effect, parked.reason))];
  const message = getEffectKind(kind).told(effect, outcome);
  return message === undefined ? card : [...card, threadNotification(plan, id, message)];
}

export function showPlan(plan: Plan): Outgoing[] {
  return [cardNotification(plan, planCardMessage(plan))];
}
