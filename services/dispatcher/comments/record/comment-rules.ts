/** A comment as an owner of effects: its answer. Nothing follows from it. */
import { effectParkedMessage } from '../../effects/definition/messages.ts';
import type { OwnerRules } from '../../effects/owner-rules.ts';
import { threadLine } from '../../replies/notifications.ts';

export const commentRules: OwnerRules<'comment'> = {
  kind: 'comment',
  blockedReason: () => undefined,
  afterEffect: (comment) => comment,
  show: () => [],
  changeMessages: () => [],
  effectMessages({ id, cardKey, planId }, effect) {
    const { parked, epoch } = effect;
    if (parked === undefined || cardKey === undefined || planId === undefined) return [];
    const message = effectParkedMessage(effect, parked.reason, id);
    return [threadLine(cardKey, planId, `${effect.id} parked ${epoch}`, message)];
  },
};
