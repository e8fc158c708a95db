/** Which task somebody's comment is about: that of the issue, or of the pull request, that it stands under. */
import type { IssueCommented } from '@valine/contracts';
import { isTaskEnded, type Plan, type Task } from '@valine/records';
import type { Ports } from '../ports.ts';
import { laterOrNever } from '../repository/later-or-never.ts';
import { oursOf } from '../repository/ours-of.ts';
import { issueOf } from '../tasks/progress/decide.ts';
import { refusalOrLater } from '../tasks/refusal-or-later.ts';

export type TaskOfPlan = { plan: Plan; line: Task };

/**
 * Undefined where no open plan has it. An issue takes one query, and a read of each plan that has it. A pull request takes
 * them for each issue that it says it closes; one of which nothing is found that way is read at GitHub, for its branch.
 * @throws RetryLater while GitHub is away
 */
export async function findTask(ports: Ports, event: IssueCommented, waits: number): Promise<TaskOfPlan | undefined> {
  const { number, closes } = event;
  if (closes === undefined) return mostAlive(await tasksOf(ports, [number], waits));
  const named = (await tasksOf(ports, closes, waits)).filter(({ line }) => line.pullRequest?.number === number);
  if (named.length > 0) return mostAlive(named);
  const made = await tasksOf(ports, await issuesOfBranch(ports, number), waits);
  return mostAlive(made.filter(({ line: { pullRequest } }) => (pullRequest?.number ?? number) === number));
}

/** Of several plans that have an issue: the one in which it is worked on; of those the newest. */
function mostAlive(found: readonly TaskOfPlan[]): TaskOfPlan | undefined {
  const rank = ({ plan, line }: TaskOfPlan) => (plan.state === 'in_progress' ? 2 : 0) + (isTaskEnded(line) ? 0 : 1);
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

async function tasksOf({ store, names }: Ports, issues: readonly number[], waits: number): Promise<TaskOfPlan[]> {
  const planned = await Promise.all([...new Set(issues)].map((issue) => store.listPlanned(issue)));
  const ours = await oursOf(names, planned.flat()).catch((error: unknown) => laterOrNever(error, waits));
  const plans = await Promise.all(ours.map(({ planId }) => store.find('plan', planId)));
  return plans.flatMap((plan, index) => {
    // Plans are found by the issues that theirs wait for, too.
    const line = plan?.tasks.find(({ number }) => number === ours[index]?.number);
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
