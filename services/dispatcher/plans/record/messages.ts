/** What somebody reads who asks about a plan that is not there, or not as they have seen it. */
import { codeSpan, isOnDiscord, type Message, mentionText, plainText, refusalMessage } from '@valine/contracts';
import type { Approval, Plan } from '@valine/records';

export function planNotFoundMessage(planId: string): Message {
  return refusalMessage('run_not_found', `There is no run ${codeSpan(planId)}. \`/status\` lists the runs there are.`);
}

/** The last line of the card. */
export const EXPIRED_NOTE =
  'Nobody decided about it in time, and nothing was started. /plan proposes what there is now.';

/** For the person who proposed it. */
export function expiredMessage({ id, requestedBy }: Pick<Plan, 'id' | 'requestedBy'>): Message {
  const content = `⌛ Plan \`${id}\` has expired: nobody decided about it in time. \`/plan\` proposes what there is now.`;
  if (!isOnDiscord(requestedBy)) return { content };
  return { content: `${mentionText(requestedBy)} ${content}`, pings: { users: [requestedBy.id], roles: [] } };
}

export function expiredRefusalMessage({ id }: Pick<Plan, 'id'>): Message {
  return refusalMessage(
    'run_expired',
    `\`${id}\` has expired: nobody decided about it in time, and nothing was started. \`/plan\` proposes what there is now.`,
  );
}

export function listChangedMessage({ id }: Pick<Plan, 'id'>): Message {
  return refusalMessage(
    'list_changed',
    `The list of \`${id}\` was changed since you looked at it, so nothing was done. Look at its card, and decide again.`,
  );
}

/** Empty where nobody had approved. */
export function voidedText(approvals: readonly Approval[]): string {
  if (approvals.length === 0) return '';
  const names = approvals.map(({ person }) => plainText(person.name)).join(', ');
  return `\n-# What ${names} approved was the list before: it has to be approved anew.`;
}
