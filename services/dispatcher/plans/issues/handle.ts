/** Issues that change on GitHub move their tasks, whether a webhook or a comparison tells of it. */
import type { IssueChanged, IssueObservation, PlanDue, PlanEnded, PlanObserved } from '@valine/contracts';
import { RetryLater, sendOutgoing } from '@valine/lambda-kit';
import {
  datedMerges,
  followedNumbers,
  INDEX_LAG_SECONDS,
  isPlanEnded,
  overIssue,
  type Plan,
  type PlannedSummary,
  plannedIssue,
  plannedPull,
  taskId,
} from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { laterOrNever } from '../../repository/later-or-never.ts';
import { oursOf } from '../../repository/ours-of.ts';
import { heldLines, movedTasks, withoutHeld } from '../held/held.ts';
import { planRules } from '../record/plan-rules.ts';
import { planTidies } from '../record/plan-tidies.ts';
import { taskStarts } from '../record/task-starts.ts';
import { decideIssues } from './decide.ts';
import { byPerson, FOUND_BY_CHECK } from './messages.ts';

type ProgressPorts = Omit<Ports, 'github' | 'settings'> & {
  settings: Pick<Ports['settings'], 'opensPullRequests'>;
};

/**
 * One query, and a read of each plan that has the issue. `waits`: how often the event has waited.
 * @throws RetryLater once, for an event that would move a task: a plan that has the issue may just have been created.
 */
export async function handleIssueChanged(ports: ProgressPorts, event: IssueChanged, waits: number): Promise<void> {
  const planned = await findPlanned(ports, event).catch((error: unknown) => laterOrNever(error, waits));
  let isFollowed = false;
  for (const { planId } of planned) {
    const plan = await applyIssues(ports, planId, event.id, [observationOf(event)], byPerson(event.sender));
    isFollowed ||= plan !== undefined && !isPlanEnded(plan);
  }
  if (!isFollowed && waits === 0 && MOVES_A_TASK.has(event.action))
    throw new RetryLater(INDEX_LAG_SECONDS, `no open plan follows #${event.issue.number} yet`);
}

const MOVES_A_TASK = new Set(['closed', 'reopened', 'unlabeled', 'deleted', 'transferred']);

/** Of the repository of the event, under the same name or another one. @throws GitHubError where only GitHub could tell */
async function findPlanned(
  { store, names }: ProgressPorts,
  { repository, issue }: IssueChanged,
): Promise<PlannedSummary[]> {
  const planned = await store.listPlanned(issue.number, 'open');
  const isNamedSo = (each: PlannedSummary) => each.repository.toLowerCase() === repository.toLowerCase();
  if (planned.every(isNamedSo)) return planned;
  return (await names.isOurs(repository)) ? oursOf(names, planned) : planned.filter(isNamedSo);
}

export async function handlePlanObserved(ports: ProgressPorts, observed: PlanObserved): Promise<void> {
  if (observed.issues.length === 0) return;
  await applyIssues(ports, observed.planId, observed.id, observed.issues, FOUND_BY_CHECK);
}

/** Tells what was held, all of it at once. */
export async function handlePlanDue(ports: ProgressPorts, { id, planId }: PlanDue): Promise<void> {
  await changeOwner(ports, planRules, {
    source: id,
    ownerId: planId,
    decide(plan) {
      // Another one will come for what is held since.
      if (plan.held?.dueId !== id) return { verdict: 'nothing' };
      const next = withoutHeld(plan, ports.clock.now());
      return { verdict: 'told', next, messages: (after) => heldLines(plan, after) };
    },
  });
}

/** From then on an event of one of its issues costs as little as if nobody had planned it. */
export async function handlePlanEnded(
  { store, clock, queues, settings }: Pick<ProgressPorts, 'store' | 'clock' | 'queues' | 'settings'>,
  { planId }: PlanEnded,
): Promise<void> {
  const plan = await store.find('plan', planId);
  if (plan === undefined) return;
  const adopted = plan.tasks.filter(({ pullRequest }) => pullRequest?.isAdopted);
  const planned = [
    ...followedNumbers(plan).map((number) => plannedIssue(plan, number)),
    ...adopted.map(({ number, pullRequest }) => plannedPull(plan, pullRequest?.number ?? 0, number)),
  ];
  await Promise.all(planned.map((each) => store.replace(each, overIssue(each, clock.now()))));
  if (settings.opensPullRequests) await sendOutgoing(queues, await planTidies(store, plan));
}

/** `cause`: who or what moved them. */
export async function applyIssues(
  ports: ProgressPorts,
  planId: string,
  source: string,
  issues: readonly IssueObservation[],
  cause: string,
): Promise<Plan | undefined> {
  const begun = await findBegun(ports, planId, issues);
  const changed = await changeOwner(ports, planRules, {
    source,
    ownerId: planId,
    decide(plan) {
      const decision = decideIssues(plan, issues, begun);
      if (decision === undefined) return { verdict: 'nothing' };
      const { moved } = decision;
      const now = ports.clock.now();
      const tasks = datedMerges(plan.tasks, decision.tasks, now);
      // A date of an issue is the same however often it comes: it is not remembered, so that the record stays small.
      if (moved.length === 0) return { verdict: 'dated', next: { ...plan, tasks } };
      // The next person who approves is first shown what has changed since the proposal.
      const told = plan.state === 'pending' ? { ...plan, hasNews: true } : plan;
      const { next, messages } = movedTasks(told, tasks, { moved, cause, source, now });
      const begins = ports.settings.opensPullRequests ? moved.filter(({ state }) => state === 'started') : [];
      return {
        verdict: 'moved',
        next,
        messages: (after) => [...messages(after), ...taskStarts(planId, begins, source, now)],
        isRemembered: true,
      };
    },
  });
  return changed?.owner;
}

/** Of open issues, those that the work has begun on: it has taken the label off itself, and another one on. */
async function findBegun(
  { store, settings }: ProgressPorts,
  planId: string,
  issues: readonly IssueObservation[],
): Promise<ReadonlySet<number>> {
  if (!settings.opensPullRequests) return new Set();
  const open = issues.filter(({ state }) => state === 'open').map(({ number }) => number);
  const tasks = await Promise.all(open.map((number) => store.find('task', taskId(planId, number))));
  return new Set(tasks.flatMap((task) => (task === undefined ? [] : [task.issue.number])));
}

/** A label just taken off counts as gone, even where the payload's list still has it. */
function observationOf({ action, issue, label }: IssueChanged): IssueObservation {
  const gone = action === 'deleted' || action === 'transferred';
  const removed = action === 'unlabeled' ? label : undefined;
  return {
    number: issue.number,
    state: gone ? 'missing' : issue.state,
    stateReason: issue.stateReason,
    labels: issue.labels.filter((each) => each !== removed),
    ...(issue.updatedAt === undefined ? {} : { updatedAt: issue.updatedAt }),
  };
}
