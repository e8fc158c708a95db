/** Tells the person who proposed a plan that it has ended, unless they have ended it themselves. */
import { type Message, mentionText, type Outgoing, type Person, plainText } from '@valine/contracts';
import type { Plan } from '@valine/records';
import { planPing } from '../../replies/notifications.ts';

/** `by`: who has ended it. */
export function planEndPings(plan: Plan, by: Person): Outgoing[] {
  return by.id === plan.requestedBy.id ? [] : [planPing(plan, planEndMessage(plan))];
}

const ICON = { completed: '🚀', failed: '🔴', cancelled: '🗑️', pending: '⚪', in_progress: '🟡' } as const;

function planEndMessage({ id, state, endNote = '', requestedBy }: Plan): Message {
  return {
    content: `${mentionText(requestedBy)} ${ICON[state]} Plan \`${id}\` • ${plainText(endNote)}`,
    pings: { users: [requestedBy.id], roles: [] },
  };
}
