/** `/plan`: collects the labelled issues and posts them as a proposal, with its buttons and its thread. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { GitHubError, MAX_LISTED_ISSUES } from '@valine/github';
import { timeLeft } from '@valine/lambda-kit';
import { expiryOf, type Plan, planId } from '@valine/records';
import { createOwner } from '../../effects/change-owner.ts';
import type { DispatcherSettings, Ports } from '../../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { cardNotification } from '../../replies/notifications.ts';
import { planCardMessage } from '../card/messages.ts';
import { planRules } from '../record/plan-rules.ts';
import { decideProposal, MAX_TASKS, type Proposal } from './decide.ts';
import { noIssuesMessage } from './messages.ts';

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
  { label = DEFAULT_LABEL, limit = MAX_TASKS }: OptionsOf<typeof catalogue.plan>,
): Promise<void> {
  const issues = await ports.github.listOpenIssues(label, timeLeft(ports.deadline, STORING_MS, ports.clock.now()));
  const proposal = decideProposal(issues, limit, MAX_LISTED_ISSUES);
  if (proposal.tasks.length > 0) {
    await createOwner(ports, planRules, proposedPlan(request, label, proposal, ports.settings, ports.clock.now()));
  } else {
    const message = noIssuesMessage(label, ports.settings.repository);
    await answerOnce(ports, request, { outcome: 'no_issues', message });
  }
}

function proposedPlan(
  request: CommandRequested,
  label: string,
  proposal: Proposal,
  { repository, approvalsRequired, preventSelfApproval }: DispatcherSettings,
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
  return { ...plan, outbox: [cardNotification(plan, planCardMessage(plan))] };
}
