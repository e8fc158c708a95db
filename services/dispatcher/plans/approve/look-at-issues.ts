/** How the issues of a proposal stand on GitHub at the moment somebody approves it. */

import type { Issue } from '@valine/github';
import { type Blockers, GitHubError } from '@valine/github';
import { mapBounded, timeLeft } from '@valine/lambda-kit';
import { isTaskEnded, type Plan, tasksOf } from '@valine/records';
import type { Ports } from '../../ports.ts';

/** By number; undefined where GitHub has no such issue (any more). Issues that it does not hold were not looked at. */
export type IssuesSeen = ReadonlyMap<number, (Issue & { blockers: Blockers }) | undefined>;

/** What deciding, storing and answering takes at most. */
const DECIDING_MS = 8000;
const LOOKING_MS = 8000;
const AT_A_TIME = 5;

/**
 * One list for all that are as they were; the others are read one by one. Nothing was looked at where GitHub cannot be asked:
 * what starts is what people were shown, and each task looks at its own issue when it begins.
 */
export async function lookAtIssues(ports: Ports, plan: Plan): Promise<IssuesSeen> {
  const { github, clock, deadline, logger } = ports;
  const left = () => Math.min(LOOKING_MS, timeLeft(deadline, DECIDING_MS, clock.now()) ?? LOOKING_MS);
  try {
    const listed = new Map((await github.listOpenIssues(plan.label, left())).map((issue) => [issue.number, issue]));
    const numbers = tasksOf(plan).flatMap((task) => (isTaskEnded(task) ? [] : [task.number]));
    const found = await mapBounded(numbers, AT_A_TIME, async (number) => {
      const issue = listed.get(number) ?? (await github.findIssue(number, left()));
      if (issue === undefined) return undefined;
      const blockers = await github.findOpenBlockers(issue, left());
      if (blockers.refusal !== undefined) logger.warn('what blocks an issue cannot be read', { number, ...blockers });
      return { ...issue, blockers };
    });
    return new Map(numbers.map((number, index) => [number, found[index]]));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('the issues of a proposal cannot be looked at', { plan: plan.id, problem: error.message });
    return new Map();
  }
}
