/** `/approve` and the Approve button: counts an approval; the last one needed starts every task. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { ButtonPressed, CommandRequested, Person } from '@valine/contracts';
import { isOverdue, type Plan, type Task } from '@valine/records';
import { accountAsKnown } from '../../people/account-of.ts';
import type { Interaction, Ports } from '../../ports.ts';
import { threadNotification } from '../../replies/notifications.ts';
import { readShownList } from '../card/messages.ts';
import { writePlannedIssues } from '../plan/handle.ts';
import { changePlan, type PlanChanges } from '../record/change-plan.ts';
import { planReconcile } from '../record/plan-reconcile.ts';
import { taskStarts } from '../record/task-starts.ts';
import { type ApprovalDecision, type Changes, decideApproval, type Who } from './decide.ts';
import { type IssuesSeen, lookAtIssues } from './look-at-issues.ts';
import { approvalMessage, changedMessage, startedMessage } from './messages.ts';

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
  const { id, person } = interaction;
  const { seen, who } = await lookBefore(ports, interaction, planId);
  await changePlan<ApprovalDecision>(ports, interaction, planId, {
    decide: (plan) => decideApproval(plan, { person, now: ports.clock.now(), shown, seen, who }),
    changes: approvalChanges,
    answer: approvalMessage,
    extraMessages(decision, plan, before) {
      if (decision.verdict === 'issues_changed')
        return [threadNotification(plan, id, changedMessage(decision, voided(decision, before)))];
      if (decision.verdict !== 'started') return [];
      return [
        threadNotification(plan, id, startedMessage(plan)),
        ...planReconcile(plan, id, ports.clock.now()),
        ...(ports.settings.opensPullRequests ? taskStarts(plan.id, startedOf(plan), id, ports.clock.now()) : []),
      ];
    },
  });
}

type Before = { seen: IssuesSeen; who: Who };

/** GitHub is asked where the answer depends on it, and once. */
async function lookBefore(ports: Ports, { id, person }: Interaction, planId: string): Promise<Before> {
  const { gitHubLogins } = ports.settings;
  const plan = await ports.store.find('plan', planId);
  const isOver = plan?.state !== 'pending' || isOverdue(plan, ports.clock.now());
  if (isOver || plan.applied.includes(id)) return { seen: new Map(), who: { gitHubLogins } };
  const seen = await lookAtIssues(ports, plan);
  // Before the plan waits for them: an event of theirs finds it then.
  const blocked = plan.tasks.map((task) => ({ ...task, blockedBy: seen.get(task.number)?.blockers.open ?? [] }));
  const isNew = blocked.some(({ blockedBy }) => blockedBy.length > 0);
  if (isNew) await writePlannedIssues(ports, { ...plan, tasks: blocked });
  return { seen, who: { ...(await whoIsWho(ports, plan, person)), gitHubLogins } };
}

/**
 * One link is one person's: it takes settings that name the account of another to be two. What the answer depends on then is
 * asked again later where GitHub is away. @throws GitHubError
 */
async function whoIsWho(
  ports: Ports,
  plan: Plan,
  { id }: Person,
): Promise<Pick<Who, 'login' | 'accountId' | 'requester'>> {
  const { preventSelfApproval, requestedBy, approvalsRequired } = plan;
  const { gitHubLogins } = ports.settings;
  const mayBeTwo = Object.keys(gitHubLogins).length > 0 && (preventSelfApproval || approvalsRequired > 1);
  const isOther = preventSelfApproval && requestedBy.id !== id && Object.hasOwn(gitHubLogins, id);
  const [approver, requester] = await Promise.all([
    accountAsKnown(ports, id, mayBeTwo),
    isOther ? accountAsKnown(ports, requestedBy.id, true) : undefined,
  ]);
  return { login: approver?.login, accountId: approver?.id, requester: requester?.login };
}

/** Approvals of a list that reads differently now; one that has only become shorter was approved with the rest. */
function voided({ edited }: Changes, { approvals }: Plan): Plan['approvals'] {
  return edited.length === 0 ? [] : approvals;
}

function startedOf({ tasks }: Plan): Task[] {
  return tasks.filter(({ state }) => state === 'started');
}

function approvalChanges(decision: ApprovalDecision, { edition = 0, approvals }: Plan): PlanChanges {
  switch (decision.verdict) {
    case 'issues_changed': {
      const { tasks, edited } = decision;
      const isEdited = edited.length > 0;
      return { tasks, hasNews: false, ...(isEdited ? { edition: edition + 1, approvals: [] } : { approvals }) };
    }
    case 'started':
      return { state: 'in_progress', approvals: decision.approvals, tasks: decision.tasks };
    case 'counted':
      return { approvals: decision.approvals };
    default:
      return {};
  }
}
