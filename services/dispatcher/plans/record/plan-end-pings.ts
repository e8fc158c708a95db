/** Tells the person who proposed a plan that it has ended, unless they have ended it themselves. */
import { isOnDiscord, type Message, mentionText, type Outgoing, type Person, plainText } from '@valine/contracts';
import type { Plan } from '@valine/records';
import { planPing } from '../../replies/notifications.ts';

/** `by`: who has ended it. */
export function planEndPings(plan: Plan, by: Person): Outgoing[] {
  return by.id === plan.requestedBy.id || !isOnDiscord(plan.requestedBy)
    ? []
    : [planPing(plan, planEndMessage(plan, by))];
}

const ICON = { completed: '🚀', failed: '🔴', cancelled: '🗑️', pending: '⚪', in_progress: '🟡' } as const;

/** What became of its tasks stands on its card and in the summary. */
function planEndMessage({ id, state, requestedBy }: Plan, by: Person): Message {
  const how = state === 'cancelled' ? 'discarded' : 'ended';
  return {
    content: `${mentionText(requestedBy)} ${ICON[state]} Plan \`${id}\` was ${how} by ${plainText(by.name)}`,
    pings: { users: [requestedBy.id], roles: [] },
  };
}
