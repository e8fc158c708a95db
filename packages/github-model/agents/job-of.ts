/** Which work a coding agent is given. */
import type { GitHubModel } from '../model.ts';
import { closedBy } from '../pulls/closing.ts';
import { openPullRequests } from '../pulls/pull-requests.ts';
import type { AgentJob } from './behaviours.ts';

/** `number`: of its issue or its pull request. Undefined where it has no pull request that is open. */
export function agentJobOf(model: GitHubModel, number: number): AgentJob | undefined {
  const works = openPullRequests(model).flatMap((pull) => {
    const [issue] = closedBy(model, pull.body);
    return issue === undefined ? [] : [{ issue, pull: pull.number, branch: pull.pullRequest.head }];
  });
  const own = works.find(({ issue, pull }) => issue === number || pull === number);
  return own && { ...own, others: works.filter(({ pull }) => pull !== own.pull) };
}
