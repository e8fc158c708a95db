/** `/plan`: collects the labelled issues and posts them as a proposal, with its buttons and its thread. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested, Message, Outgoing } from '@valine/contracts';
import type { Issue } from '@valine/github';
import { GitHubError, MAX_LISTED_ISSUES } from '@valine/github';
import { MAX_DELAY_SECONDS, mapBounded, timeLeft } from '@valine/lambda-kit';
import {
  expiryOf,
  findLink,
  followedNumbers,
  operationId,
  type Plan,
  type PlannedSummary,
  planId,
  plannedIssue,
  type Task,
  worksOn,
} from '@valine/records';
import { createOwner } from '../../effects/change-owner.ts';
import { peopleOf } from '../../people/people-of.ts';
import type { DispatcherSettings, Ports } from '../../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { cardNotification, planPing } from '../../replies/notifications.ts';
import { oursOf } from '../../repository/ours-of.ts';
import { planCardMessage } from '../card/messages.ts';
import { planRules } from '../record/plan-rules.ts';
import { decideProposal, leftUnfinished, MOST_BLOCKERS, type Proposal, USUAL_TASKS } from './decide.ts';
import { noIssuesMessage, severalLabelsMessage, waitsForApprovalMessage } from './messages.ts';

const DEFAULT_LABEL = 'ready';
/** What storing and sending the proposal takes at most. */
const STORING_MS = 6000;

export async function handlePlan(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.plan>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  // GitHub takes a comma as "and": it would list issues with each of the labels, and none has the whole as its label.
  if (options.label?.includes(','))
    return answerOnce(ports, request, { outcome: 'several_labels', message: severalLabelsMessage(options.label) });
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
  options: OptionsOf<typeof catalogue.plan>,
): Promise<void> {
  const message = await proposePlan(ports, request, options);
  if (message !== undefined) await answerOnce(ports, request, { outcome: 'no_issues', message });
}

/** `id`: what the plan's is made of, the same for every replay. `reply`: where its card stands. */
export type PlanRequest = Pick<CommandRequested, 'id' | 'person' | 'reply' | 'requestedAt'>;

/** @returns the answer if there is nothing to plan */
export async function proposePlan(
  ports: Ports,
  request: PlanRequest,
  { label = DEFAULT_LABEL, limit = USUAL_TASKS, include_planned: included = false }: OptionsOf<typeof catalogue.plan>,
): Promise<Message | undefined> {
  const left = () => timeLeft(ports.deadline, STORING_MS, ports.clock.now());
  const listed = await ports.github.listOpenIssues(label, left());
  const carried = { since: await findUnfinished(ports, label), now: ports.clock.now() };
  const issues = [...(await findUnlisted(ports, [...carried.since.keys()], listed, left)), ...listed];
  const planned = { by: await openPlansByIssue(ports, issues, planId(request.id)), included };
  const proposal = decideProposal(issues, { most: limit, mostListed: MAX_LISTED_ISSUES }, planned, carried);
  if (proposal.tasks.length > 0) {
    const tasks = await withBlockers(ports, await withAssignees(ports, proposal.tasks, issues), issues, left);
    const known = await requesterOf(ports, request);
    const proposed = { label, limit, ...proposal, ...known, tasks };
    const plan = proposedPlan(request, proposed, ports.settings, ports.clock.now());
    await writePlannedIssues(ports, plan);
    await createOwner(ports, planRules, plan);
    return undefined;
  }
  return noIssuesMessage(label, ports.settings.repository, proposal.plannedElsewhere);
}

/** Nothing is read where they may approve it themselves. */
async function requesterOf(
  { store, settings }: Ports,
  { person }: PlanRequest,
): Promise<Pick<Plan, 'requesterAccountId'>> {
  const link = settings.preventSelfApproval ? await findLink(store, person.id) : undefined;
  return link === undefined ? {} : { requesterAccountId: link.account.id };
}

/** Plans that were discarded are passed over: what they had is still left by the one before them. */
const MOST_ENDED = 10;

/** What the last plan by the label has left. */
async function findUnfinished({ store, names }: Ports, label: string): Promise<ReadonlyMap<number, number>> {
  const ended = (await store.listPlans('ended', MOST_ENDED)).filter(
    (plan) => plan.state !== 'cancelled' && plan.label === label,
  );
  const [last] = ended.length === 0 ? [] : await oursOf(names, ended);
  const plan = last && (await store.find('plan', last.id));
  return plan === undefined ? new Map() : leftUnfinished(plan);
}

/** Open issues that do not carry the label any more: the work that was begun on them has taken it off. */
async function findUnlisted(
  { github }: Ports,
  numbers: readonly number[],
  listed: readonly Issue[],
  left: () => number | undefined,
): Promise<Issue[]> {
  const others = numbers.filter((number) => !listed.some((issue) => issue.number === number));
  const found = await mapBounded(others, READS_AT_A_TIME, (number) => github.findIssue(number, left()));
  return found.filter((issue) => issue !== undefined).filter(({ state }) => state === 'open');
}

const READS_AT_A_TIME = 5;

/** With the ids on Discord of linked assignees: a read for each of them, and one more for each who is linked. */
async function withAssignees(ports: Ports, tasks: readonly Task[], issues: readonly Issue[]): Promise<Task[]> {
  const logins = tasks.flatMap(({ assignee }) => assignee ?? []);
  const people = await peopleOf(ports, logins, Object.assign({}, ...issues.map(({ accountIds }) => accountIds)));
  return tasks.map((task) => {
    const assigneeId = people[task.assignee ?? ''];
    return assigneeId === undefined ? task : { ...task, assigneeId };
  });
}

/** Each with the open issues that it waits for, and with how many GitHub does not show. */
async function withBlockers(
  { github, logger }: Ports,
  tasks: readonly Task[],
  issues: readonly Issue[],
  left: () => number | undefined,
): Promise<Task[]> {
  const byNumber = new Map(issues.map((issue) => [issue.number, issue]));
  return mapBounded([...tasks], READS_AT_A_TIME, async (task) => {
    const issue = byNumber.get(task.number);
    if (issue === undefined) return task;
    const { open, unseen = 0, refusal } = await github.findOpenBlockers(issue, left());
    if (refusal !== undefined) logger.warn('what blocks an issue cannot be read', { number: task.number, refusal });
    return {
      ...task,
      ...(open.length === 0 ? {} : { blockedBy: open.slice(0, MOST_BLOCKERS) }),
      ...(unseen === 0 ? {} : { unseenBlockers: unseen }),
    };
  });
}

/**
 * The open plan that works on an issue, by number; the newest where there are several. A query for each issue, and a read
 * of each plan that has one: as many, however many plans are open. A replay does not count the plan it has made: `own`.
 */
async function openPlansByIssue(
  ports: Pick<Ports, 'store' | 'names' | 'clock'>,
  issues: readonly Issue[],
  own: string,
): Promise<Map<number, string>> {
  const planned = (await listPlanned(ports, issues)).filter(({ planId }) => planId !== own);
  const others = planned.length === 0 ? [] : await oursOf(ports.names, planned);
  const ids = [...new Set(others.map(({ planId }) => planId))];
  const plans = await Promise.all(ids.map((id) => ports.store.find('plan', id)));
  const isWorkedOn = (each: PlannedSummary) =>
    plans.some((plan) => plan?.id === each.planId && worksOn(plan, each.number, ports.clock.now()));
  return new Map(
    others
      .filter(isWorkedOn)
      .toReversed()
      .map(({ number, planId }) => [number, planId]),
  );
}

const AT_A_TIME = 50;

/** The newest of an issue first. */
async function listPlanned({ store }: Pick<Ports, 'store'>, issues: readonly Issue[]): Promise<PlannedSummary[]> {
  const found: PlannedSummary[] = [];
  for (let from = 0; from < issues.length; from += AT_A_TIME) {
    const some = issues.slice(from, from + AT_A_TIME);
    found.push(...(await Promise.all(some.map(({ number }) => store.listPlanned(number, 'open')))).flat());
  }
  return found;
}

/** Written before the plan itself, so that an open plan is always found by its issues. Records that are there stay as they are. */
export async function writePlannedIssues({ store }: Pick<Ports, 'store'>, plan: Plan): Promise<void> {
  await Promise.all(followedNumbers(plan).map((number) => store.create(plannedIssue(plan, number))));
}

function proposedPlan(
  request: PlanRequest,
  proposal: Proposal & Required<Pick<Plan, 'label' | 'limit'>> & Pick<Plan, 'requesterAccountId'>,
  { repository, approvalsRequired, preventSelfApproval, approverRoles, planExpiresAfterMs }: DispatcherSettings,
  now: number,
): Plan {
  const plan: Plan = {
    kind: 'plan',
    id: planId(request.id),
    version: 1,
    state: 'pending',
    repository,
    ...proposal,
    requestedBy: request.person,
    requestedAt: request.requestedAt,
    updatedAt: now,
    decideBy: now + planExpiresAfterMs,
    approvalsRequired,
    preventSelfApproval,
    approverRoles: [...approverRoles],
    approvals: [],
    shipQuestions: [],
    reply: request.reply,
    applied: [request.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
  const card = cardNotification(plan, planCardMessage(plan));
  const ping = approverRoles.length === 0 ? [] : [planPing(plan, waitsForApprovalMessage(plan, approverRoles))];
  return { ...plan, outbox: [card, ...ping, planExpire(plan.id, planExpiresAfterMs)] };
}

/** It is brought back from then on until somebody has decided about it. */
function planExpire(planId: string, afterMs: number): Outgoing {
  const afterSeconds = Math.min(Math.ceil(afterMs / 1000), MAX_DELAY_SECONDS);
  return { type: 'plan.expire', id: operationId(planId, 'expire'), planId, afterSeconds };
}
