/** What somebody reads who asks about a plan that is not there, or not as they have seen it. */
import { codeSpan, type Message, plainText, refusalMessage } from '@valine/contracts';
import type { Approval, Plan } from '@valine/records';

export function planNotFoundMessage(planId: string): Message {
  return refusalMessage('run_not_found', `There is no run ${codeSpan(planId)}. \`/status\` lists the runs there are.`);
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
