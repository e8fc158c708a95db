/** What somebody reads who asks about a plan that is not there, or not as they have seen it. */
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';
import type { Plan } from '@valine/records';

export function planNotFoundMessage(planId: string): Message {
  return refusalMessage('run_not_found', `There is no run ${codeSpan(planId)}. \`/status\` lists the runs there are.`);
}

export function listChangedMessage({ id }: Pick<Plan, 'id'>): Message {
  return refusalMessage(
    'list_changed',
    `The list of \`${id}\` was changed since you looked at it, so nothing was done. Look at its card, and decide again.`,
  );
}
