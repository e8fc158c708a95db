/** `/approve` and the Approve button: counts an approval; the last one needed starts every task. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { ButtonPressed, CommandRequested } from '@valine/contracts';
import type { Plan, Task } from '@valine/records';
import type { Interaction, Ports } from '../../ports.ts';
import { threadNotification } from '../../replies/notifications.ts';
import { readShownList } from '../card/messages.ts';
import { changePlan, type PlanChanges } from '../record/change-plan.ts';
import { planReconcile } from '../record/plan-reconcile.ts';
import { taskStarts } from '../record/task-starts.ts';
import { type ApprovalDecision, decideApproval } from './decide.ts';
import { approvalMessage, startedMessage } from './messages.ts';

export async function handleApprove(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.approve>,
): Promise<void> {
  await approve(ports, request, options.run_id);
}

export async function handleApproveButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { planId, edition } = readShownList(press.argument);
  await approve(ports, press, planId, edition);
}

/** `shown`: the edition of the list that the person has looked at, where that is known. */
async function approve(ports: Ports, interaction: Interaction, planId: string, shown?: number): Promise<void> {
  await changePlan<ApprovalDecision>(ports, interaction, planId, {
    decide: (plan) => decideApproval(plan, interaction.person, ports.clock.now(), shown),
    changes: approvalChanges,
    answer: approvalMessage,
    extraMessages: (decision, plan) =>
      decision.verdict === 'started'
        ? [
            threadNotification(plan, interaction.id, startedMessage(plan)),
            ...planReconcile(plan, interaction.id, ports.clock.now()),
            ...(ports.settings.opensPullRequests
              ? taskStarts(plan.id, startedOf(plan), interaction.id, ports.clock.now())
              : []),
          ]
        : [],
  });
}

function startedOf({ tasks }: Plan): Task[] {
  return tasks.filter(({ state }) => state === 'started');
}

function approvalChanges(decision: ApprovalDecision): PlanChanges {
  switch (decision.verdict) {
    case 'started':
      return { state: 'in_progress', approvals: decision.approvals, tasks: decision.tasks };
    case 'counted':
      return { approvals: decision.approvals };
    default:
      return {};
  }
}
