/** Tidies a task: the labels of its issue, and its branch once it was merged. Branches that are not of our making stay. */
import type { TaskTidy } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { isPlanEnded, type TaskRecord, taskId, taskOfPlanned, worksOn } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { deleteBranch } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { issueOf } from '../progress/decide.ts';
import { lookAt } from '../progress/look-at.ts';
import { taskRules } from '../record/task-rules.ts';
import { type BranchSeen, decideTidy } from './decide.ts';
import { decideLabels, type IssueSeen, isMarked, isUnfinished } from './labels.ts';

const LAG_SECONDS = 10;
/** Half an hour in a few waits: a copy of what waits often gathers copies of its own. */
const LATER_SECONDS = 300;
const MOST_WAITS = 6;
/** The half hour may have gone by until the task had begun: then GitHub has another. */
const MOST_LOOKS = 2 * MOST_WAITS;
/** A beginning that has looked at its plan before it ended is written by then. */
const MOST_STARTS = 3;

/** @throws RetryLater while GitHub is away, lags, or does not take our credentials, or the task is still beginning */
export async function handleTaskTidy(ports: Ports, message: TaskTidy, waits: number): Promise<void> {
  const task = await ports.store.find('task', taskId(message.planId, message.number));
  if (task === undefined && waits < MOST_STARTS) throw new RetryLater(LAG_SECONDS, 'it may just be beginning');
  if (task === undefined || !isMarked(task)) await tidyEarlier(ports, message, waits);
  if (task === undefined) return;
  await tidyLabels(ports, message.id, task, waits);
  await tidyBranch(ports, message, task, waits);
  await lookOnceMore(ports, message, task, waits);
}

/** Its merge may be what has closed the issue; and once the plan has ended, nobody hears what is told of it. */
async function lookOnceMore(ports: Ports, { id }: TaskTidy, task: TaskRecord, waits: number): Promise<void> {
  if (task.pullRequest === undefined || task.seen?.is === 'merged' || waits >= MOST_WAITS) return;
  await lookAt(ports, { source: `${id} look`, id: task.id, waits });
}

/** An issue that another plan was to have keeps its labels when its plan ends: where the other has ended without having begun it, they are set right then. */
async function tidyEarlier(ports: Ports, { id, planId, number }: TaskTidy, waits: number): Promise<void> {
  const plan = await ports.store.find('plan', planId);
  const line = plan?.tasks.find((each) => each.number === number);
  if (plan === undefined || line === undefined || !isPlanEnded(plan)) return;
  const isDecided = line.state === 'skipped' && line.out === undefined && !isUnfinished(line);
  for (const planned of await ports.store.listPlanned(number, 'ended')) {
    const task = planned.planId === planId ? undefined : await ports.store.find('task', taskOfPlanned(planned));
    if (task !== undefined && isMarked(task)) return tidyLabels(ports, id, task, waits, isDecided);
  }
}

/** `isDecided`: by somebody, in another plan. */
async function tidyLabels(ports: Ports, id: string, task: TaskRecord, waits: number, isDecided = false): Promise<void> {
  const plan = await ports.store.find('plan', task.planId);
  const isPatient = waits < MOST_WAITS;
  const first = decideLabels(task, plan, isPatient);
  if (first.do === 'ask again') throw new RetryLater(LATER_SECONDS, `${task.id} is still beginning`);
  const seen = first.do === 'look' ? await lookAtIssue(ports, task, waits, isDecided) : undefined;
  if (first.do !== 'change' && seen === undefined) return flushOutbox(ports, task);
  await changeOwner(ports, taskRules, {
    source: `${id} labels`,
    ownerId: task.id,
    decide(current) {
      const decision = decideLabels(current, plan, isPatient, seen);
      if (decision.do !== 'change') return { verdict: decision.do };
      return { verdict: 'relabelled', next: current, intents: decision.intents };
    },
  });
}

/** Undefined where GitHub does not let it be looked at: its labels stay, and the next plan has it all the same. @throws RetryLater */
async function lookAtIssue(
  ports: Ports,
  { planId, issue }: TaskRecord,
  waits: number,
  isDecided: boolean,
): Promise<IssueSeen | undefined> {
  const { store, github, clock, logger } = ports;
  try {
    const planned = (await store.listPlanned(issue.number, 'open')).filter((each) => each.planId !== planId);
    const plans = await Promise.all(planned.map((each) => store.find('plan', each.planId)));
    const isElsewhere = plans.some((plan) => plan !== undefined && worksOn(plan, issue.number, clock.now()));
    return { issue: await github.findIssue(issue.number), isOthers: isElsewhere || isDecided };
  } catch (error) {
    const refusal = refusalUnlessLater(error, waits);
    logger.warn('an issue could not be looked at, and keeps its labels', { issue: issue.number, error: refusal });
    return undefined;
  }
}

/** @throws as `refusalOrLater` does, and where GitHub does not take our credentials, until it was tried for an hour */
function refusalUnlessLater(error: unknown, waits: number): GitHubError {
  if (waits >= MOST_LOOKS && error instanceof GitHubError) return error;
  const refusal = refusalOrLater(error, LATER_SECONDS);
  // Somebody may just be renewing them.
  if (refusal.reason === 'unauthorized') throw new RetryLater(LATER_SECONDS, refusal.message, { cause: error });
  return refusal;
}

async function tidyBranch(ports: Ports, message: TaskTidy, task: TaskRecord, waits: number): Promise<void> {
  const { id: ownerId, pullRequest, head } = task;
  if (pullRequest === undefined || pullRequest.isAdopted || issueOf(head) === undefined) return;
  if (task.seen?.is !== 'merged') return;
  if (isTidied(task)) return flushOutbox(ports, task);
  const seen = await look(ports, head, waits);
  const decision = seen && decideTidy(pullRequest.number, seen);
  if (decision?.do === 'ask again' && waits < MOST_WAITS)
    throw new RetryLater(LAG_SECONDS, 'GitHub does not list it as merged yet');
  if (decision?.do !== 'delete') return;
  const branch = { name: head, sha: decision.sha };
  await changeOwner(ports, taskRules, {
    source: message.id,
    ownerId,
    decide: (current) =>
      isTidied(current)
        ? { verdict: 'tidied before' }
        : { verdict: 'deleting', next: current, intents: [deleteBranch.intend('tidy', branch)] },
  });
}

function isTidied({ effects }: TaskRecord): boolean {
  return effects.some(({ kind }) => kind === deleteBranch.kind);
}

/** Undefined where GitHub does not let it be looked at: the branch stays, and does no harm. @throws RetryLater */
async function look({ lookups, logger }: Ports, name: string, waits: number): Promise<BranchSeen | undefined> {
  try {
    const branch = await lookups.findBranch(name);
    return { branch, pulls: branch === undefined ? [] : await lookups.pullRequestsOf(name) };
  } catch (error) {
    const refusal = refusalUnlessLater(error, waits);
    logger.warn('a merged branch could not be looked at, and stays', { branch: name, error: refusal });
    return undefined;
  }
}
