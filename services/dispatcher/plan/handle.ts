/** `/plan`: collects the labelled issues and posts them as a proposal, with its buttons and its thread. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { expiryOf, planRunId, type Run } from '@valine/runs';
import { answerOnce, finishEarlierAnswer } from '../answer/answer-once.ts';
import { cardNotification } from '../answer/notifications.ts';
import type { DispatcherSettings, Ports } from '../ports.ts';
import { runCardMessage } from '../run-card/messages.ts';
import { decideProposal, MAX_TASKS, type Proposal } from './decide.ts';
import { noIssuesMessage } from './messages.ts';

const DEFAULT_LABEL = 'ready';

export async function handlePlan(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.plan>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const label = options.label ?? DEFAULT_LABEL;
  const proposal = decideProposal(await ports.github.listOpenIssues(label), options.limit ?? MAX_TASKS);
  if (proposal.tasks.length === 0) {
    const message = noIssuesMessage(label, ports.settings.repository);
    await answerOnce(ports, request, { outcome: 'no_issues', message });
    return;
  }
  await storeOnce(ports, proposedRun(request, label, proposal, ports.settings, ports.clock.now()));
}

/** A replay finds the run of the first time, and sends what that one still had to send. */
async function storeOnce(ports: Ports, run: Run): Promise<void> {
  const created = (await ports.store.create(run)) === 'created';
  const stored = created ? run : await ports.store.find('run', run.id);
  if (stored !== undefined) await flushOutbox(ports, stored);
}

function proposedRun(
  request: CommandRequested,
  label: string,
  { tasks, leftOut }: Proposal,
  { repository, approvalsRequired, preventSelfApproval }: DispatcherSettings,
  now: number,
): Run {
  const run: Run = {
    kind: 'run',
    id: planRunId(request.id),
    version: 1,
    state: 'pending',
    repository,
    label,
    tasks,
    leftOut,
    requestedBy: request.person,
    requestedAt: request.requestedAt,
    updatedAt: now,
    approvalsRequired,
    preventSelfApproval,
    approvals: [],
    reply: request.reply,
    applied: [request.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
  return { ...run, outbox: [cardNotification(run, runCardMessage(run))] };
}
