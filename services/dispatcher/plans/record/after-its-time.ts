/** What a plan becomes that nobody has decided about in time. */
import type { Outgoing } from '@valine/contracts';
import { isOverdue, type Plan } from '@valine/records';
import { planPing } from '../../replies/notifications.ts';
import { heldLines, withoutHeld } from '../held/held.ts';
import { EXPIRED_NOTE, expiredMessage } from './messages.ts';

/** The same plan, and nothing to say, where its time is not over, or somebody has decided. `now`: epoch milliseconds. */
export function afterItsTime(plan: Plan, now: number): { next: Plan; messages(after: Plan): Outgoing[] } {
  if (!isOverdue(plan, now)) return { next: plan, messages: () => [] };
  const expired: Plan = { ...plan, state: 'cancelled', isExpired: true, endedAt: now, endNote: EXPIRED_NOTE };
  return {
    next: plan.held === undefined ? expired : withoutHeld(expired, now),
    // What was held is told first: it came before.
    messages: (after) => [...heldLines(plan, after), planPing(after, expiredMessage(after))],
  };
}
