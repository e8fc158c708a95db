/** The list under a proposal: takes tasks out of it, or in, while nobody has decided about it. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { threadNotification } from '../../replies/notifications.ts';
import { readShownList } from '../card/messages.ts';
import { changePlan } from '../record/change-plan.ts';
import { decideEdit, type EditDecision } from './decide.ts';
import { editedMessage, editMessage } from './messages.ts';

export async function handleChooseTasks(ports: Ports, press: ButtonPressed): Promise<void> {
  const shown = readShownList(press.argument);
  await changePlan<EditDecision>(ports, press, shown.planId, {
    decide: (plan) => decideEdit(plan, shown, press.values ?? [], press.person),
    changes: (decision, { edition = 0 }) =>
      // What was approved is what starts: whoever has approved the list as it was has to look at it again.
      decision.verdict === 'edited' ? { tasks: decision.tasks, edition: edition + 1, approvals: [] } : {},
    answer: editMessage,
    extraMessages: (decision, plan, before) =>
      decision.verdict === 'edited'
        ? [threadNotification(plan, press.id, editedMessage(decision, press.person, before.approvals))]
        : [],
  });
}
