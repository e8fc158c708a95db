/** `/plan`: collects the labelled issues and posts them as a proposal, with its buttons and its thread. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { GitHubError, MAX_LISTED_ISSUES } from '@valine/github';
import { timeLeft } from '@valine/lambda-kit';
import { expiryOf, isTaskEnded, MOST_OPEN, type Plan, planId } from '@valine/records';
import { createOwner } from '../../effects/change-owner.ts';
import type { DispatcherSettings, Ports } from '../../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { cardNotification, planPing } from '../../replies/notifications.ts';
import { oursOf } from '../../repository/ours-of.ts';
import { planCardMessage } from '../card/messages.ts';
import { planRules } from '../record/plan-rules.ts';
import { decideProposal, MAX_TASKS, type Proposal } from './decide.ts';
import { noIssuesMessage, waitsForApprovalMessage } from './messages.ts';

const DEFAULT_LABEL = 'ready';
/** What storing and sending the proposal takes at most. */
const STORING_MS = 6000;

export async function handlePlan(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.plan>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  try {
    await propose(ports, request, options);
  } catch (error) {
    // Where an earlier copy has planned, nobody waits for GitHub.
    if (!(error instanceof GitHubError) || !(await finishBegun(ports, request))) throw error;
  }
}

async function propose(
  ports: Ports,
  request: CommandRequested,
  { label = DEFAULT_LABEL, limit = MAX_TASKS, include_planned: included = false }: OptionsOf<typeof catalogue.plan>,
): Promise<void> {
  const issues = await ports.github.listOpenIssues(label, timeLeft(ports.deadline, STORING_MS, ports.clock.now()));
  const planned = { by: await openPlansByIssue(ports, planId(request.id)), included };
  const proposal = decideProposal(issues, { most: limit, mostListed: MAX_LISTED_ISSUES }, planned);
  if (proposal.tasks.length > 0) {
    await createOwner(ports, planRules, proposedPlan(request, label, proposal, ports.settings, ports.clock.now()));
  } else {
    const message = noIssuesMessage(label, ports.settings.repository, proposal.plannedElsewhere);
    await answerOnce(ports, request, { outcome: 'no_issues', message });
  }
}

/** A replay does not count the plan that it has made itself. */
async function openPlansByIssue({ store, names }: Ports, own: string): Promise<Map<number, string>> {
  const open = (await store.listPlans('open', MOST_OPEN)).filter(({ id }) => id !== own);
  const others = open.length === 0 ? [] : await oursOf(names, open);
  // The newest plan comes first in the list, and is the one that is named.
  return new Map(
    others
      .toReversed()
      .flatMap(({ id, tasks }) => tasks.filter((task) => !isTaskEnded(task)).map(({ number }) => [number, id])),
  );
}

function proposedPlan(
  request: CommandRequested,
  label: string,
  proposal: Proposal,
  { repository, approvalsRequired, preventSelfApproval, approverRoles }: DispatcherSettings,
  now: number,
): Plan {
  const plan: Plan = {
    kind: 'plan',
    id: planId(request.id),
    version: 1,
    state: 'pending',
    repository,
    label,
    ...proposal,
    requestedBy: request.person,
    requestedAt: request.requestedAt,
    updatedAt: now,
    approvalsRequired,
    preventSelfApproval,
    approvals: [],
    shipQuestions: [],
    reply: request.reply,
    applied: [request.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
  const card = cardNotification(plan, planCardMessage(plan));
  if (approverRoles.length === 0) return { ...plan, outbox: [card] };
  return { ...plan, outbox: [card, planPing(plan, waitsForApprovalMessage(plan, approverRoles))] };
}
