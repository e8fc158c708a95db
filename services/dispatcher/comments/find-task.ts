/** Which task somebody's comment is about: that of the issue, or of the pull request, that it stands under. */
import type { IssueCommented } from '@valine/contracts';
import { INDEX_LAG_SECONDS, isTaskEnded, type Plan, type Task } from '@valine/records';
import type { Ports } from '../ports.ts';
import { findPlanned } from '../repository/find-planned.ts';
import { issueOf } from '../tasks/progress/decide.ts';
import { refusalOrLater } from '../tasks/refusal-or-later.ts';

export type TaskOfPlan = { plan: Plan; line: Task };

/**
 * Undefined where no open plan has it that is older than the comment, as it stands now. An issue takes one query, and a read of each plan that has it. A pull request takes
 * them for itself, where a task has adopted it, and for each issue that it says it closes; one of which nothing is found that way is read at GitHub, for its branch.
 * @throws RetryLater while GitHub is away
 */
export async function findTask(ports: Ports, event: IssueCommented, waits: number): Promise<TaskOfPlan | undefined> {
  const { number, closes, commentedAt = event.receivedAt } = event;
  const known = async (issues: readonly number[]) =>
    (await tasksOf(ports, issues, waits)).filter(({ plan }) => saidSince(plan) <= commentedAt);
  if (closes === undefined) return mostAlive(await known([number]));
  // One that the task does not know yet may become its own.
  const isIts = ({ line }: TaskOfPlan) => (line.pullRequest?.number ?? number) === number;
  const named = (await known([...closes, number])).filter(isIts);
  if (named.length > 0) return mostAlive(named);
  const made = await known(await issuesOfBranch(ports, number));
  return mostAlive(made.filter(isIts));
}

/**
 * What was said before it was approved is not meant for it as it is now; nor before it could be found by everybody, so that a
 * comment means the same whenever it is told of. Epoch milliseconds.
 */
function saidSince({ state, approvals, requestedAt }: Plan): number {
  const begun = state === 'pending' ? undefined : approvals.at(-1)?.at;
  return (begun ?? requestedAt) + INDEX_LAG_SECONDS * 1000;
}

/** Of several plans that have an issue: the one in which it is worked on; of those the newest. */
function mostAlive(found: readonly TaskOfPlan[]): TaskOfPlan | undefined {
  const rank = ({ plan, line }: TaskOfPlan) => (plan.state === 'in_progress' ? 2 : 0) + (isTaskEnded(line) ? 0 : 1);
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

async function tasksOf(ports: Ports, numbers: readonly number[], waits: number): Promise<TaskOfPlan[]> {
  const planned = await findPlanned(ports, numbers, waits);
  const plans = await Promise.all(planned.map(({ planId }) => ports.store.find('plan', planId)));
  return plans.flatMap((plan, index) => {
    // Plans are found by the issues that theirs wait for, too.
    const { number, adoptedFor = number } = planned[index] ?? {};
    const line = plan?.tasks.find((task) => task.number === adoptedFor);
    return plan === undefined || line === undefined ? [] : [{ plan, line }];
  });
}

/** None for a branch that no task has made. */
async function issuesOfBranch({ lookups, logger }: Ports, pull: number): Promise<number[]> {
  try {
    const found = await lookups.findPullRequest(pull);
    return found === undefined || found.isFromFork ? [] : [issueOf(found.headBranch) ?? []].flat();
  } catch (error) {
    const { message: problem } = refusalOrLater(error);
    logger.warn('whose pull request it is could not be read', { pull, problem });
    return [];
  }
}
