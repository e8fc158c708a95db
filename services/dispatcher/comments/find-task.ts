/** Which task somebody's comment is about: that of the issue, or of the pull request, that it stands under. */
import type { IssueCommented } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { INDEX_LAG_SECONDS, isTaskEnded, type Plan, type Task } from '@valine/records';
import type { Ports } from '../ports.ts';
import { findPlanned } from '../repository/find-planned.ts';
import { refusalOrLater } from '../repository/refusal-or-later.ts';
import { issueOf } from '../tasks/progress/decide.ts';

export type TaskOfPlan = { plan: Plan; line: Task };

/**
 * Undefined where no plan has it, or has had it, that is older than the comment. An open plan goes before those that have ended,
 * of which the newest counts. An issue takes a query, and where no open plan has it a second one; a pull request takes them for
 * itself, where a task has adopted it, and for each issue that it says it closes. One that no open plan is found of that way is read
 * at GitHub, for its branch. Besides, it takes a read of each plan.
 * @throws RetryLater while GitHub is away, and once where nothing is found
 */
export async function findTask(ports: Ports, event: IssueCommented, waits: number): Promise<TaskOfPlan | undefined> {
  const { number, closes, commentedAt = event.receivedAt } = event;
  const isMeant = ({ plan, line }: TaskOfPlan) =>
    saidSince(plan) <= commentedAt &&
    // A pull request that the task does not know yet may become its own.
    (closes === undefined || (line.pullRequest?.number ?? number) === number);
  const find = async (which: 'open' | 'ended', numbers: readonly number[]) =>
    (await tasksOf(ports, which, numbers, waits)).filter(isMeant);
  const named = [...(closes ?? []), number];
  const open = mostAlive(await find('open', named));
  if (open !== undefined) return open;
  const made = closes === undefined ? [] : await issuesOfBranch(ports, number);
  const found = mostAlive(await find('open', made)) ?? (await find('ended', [...named, ...made]))[0];
  // For a moment the index shows nowhere what changes its list.
  if (found === undefined && waits === 0)
    throw new RetryLater(INDEX_LAG_SECONDS, `no plan is found that has, or had, #${number}`);
  return found;
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

/** In some of those that have ended, another issue may have waited for this one, and nothing more. */
const MOST_ENDED = 5;

async function tasksOf(
  ports: Ports,
  which: 'open' | 'ended',
  numbers: readonly number[],
  waits: number,
): Promise<TaskOfPlan[]> {
  const found = await findPlanned(ports, numbers, waits, which);
  const planned = which === 'open' ? found : found.slice(0, MOST_ENDED);
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
