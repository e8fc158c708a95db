/** What somebody reads who asks about a plan that is not there. */
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';

export function planNotFoundMessage(planId: string): Message {
  return refusalMessage('run_not_found', `There is no run ${codeSpan(planId)}. \`/status\` lists the runs there are.`);
}
