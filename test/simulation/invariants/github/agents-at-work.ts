/** While a world goes on, of coding agents: as many as allowed, and nothing of theirs merged without people. */
import { commitsOf, getCommit, isProgram, type PullRequestIssue, permissionOf, reviewsOf } from '@valine/github-model';
import { isAgentAtWork, type StoredRecord, type TaskRecord } from '@valine/records';
import type { Engine } from '../../engine/engine.ts';
import { AGENT_LOGINS, type AgentsOfTeam, LOGINS } from '../../people/agents/agents-of-team.ts';
import type { SimAgents } from '../../people/github/agents.ts';
import type { SimGitHub } from '../../platforms/github/sim-github.ts';
import type { SimStore } from '../../platforms/sim-store.ts';

type Around = { engine: Engine; store: SimStore; github: SimGitHub; agents: SimAgents | undefined };

export const LOGINS_OF_AGENTS: readonly string[] = Object.values(AGENT_LOGINS);

/** At each write of a task: whoever has one at work has taken a slot. */
export function checkAtOnce({ engine, store, agents }: Omit<Around, 'github'>, written: StoredRecord): void {
  if (agents === undefined || written.kind !== 'task' || !isAgentAtWork(written)) return;
  const atWork = store.all().filter((each) => each.kind === 'task' && isAgentAtWork(each)).length;
  if (atWork > agents.of.atOnce)
    engine.report('no more agents at once than allowed', `${atWork} are at work, ${agents.of.atOnce} may be`);
  if (atWork === agents.of.atOnce) engine.coverage.sometimes('as many agents were at work as may be');
}

/** Of a pull request that we are about to merge, or have put into a queue: by GitHub's truth, at any time before. */
export function checkApproved({ engine, store, github, agents }: Around, number: number): void {
  const { model } = github.repository;
  const pull = model.issues.find(
    (issue): issue is PullRequestIssue => issue.number === number && 'pullRequest' in issue,
  );
  if (agents === undefined || pull === undefined) return;
  const authors = commitsOf(model, pull).map((sha) => getCommit(model, sha).author);
  if (!authors.some(isAgent)) return;
  const tasks = store.all().filter((each) => each.kind === 'task');
  const task = tasks.find(({ pullRequest }) => pullRequest?.number === number);
  if (isApproved({ github, agents }, pull, task)) engine.coverage.sometimes('what an agent wrote was merged');
  else engine.report('nothing of an agent is merged without people', `#${number} was`);
  function isAgent(login: string): boolean {
    return LOGINS_OF_AGENTS.includes(login) || isProgram(model, login);
  }
}

type Team = { github: SimGitHub; agents: { of: AgentsOfTeam } };

/** Whether people have approved the head as it is, now or earlier. */
function isApproved(team: Team, pull: PullRequestIssue, task: TaskRecord | undefined): boolean {
  const reviews = reviewsOf(team.github.repository.model, pull.number);
  return reviews.some((_, index) =>
    isEnough(team, approversAmong(team.github, pull, reviews.slice(0, index + 1)), task),
  );
}

export function isApprovedNow(team: Team, pull: PullRequestIssue, task: TaskRecord | undefined): boolean {
  return isEnough(team, approversAmong(team.github, pull, reviewsOf(team.github.repository.model, pull.number)), task);
}

export function approversAmong(
  { repository }: SimGitHub,
  { pullRequest: { headSha } }: PullRequestIssue,
  reviews: ReturnType<typeof reviewsOf>,
): string[] {
  const judging = reviews.filter(({ state }) => state !== 'commented');
  const last = new Map(judging.map((review) => [review.author, review]));
  return [...last.values()].flatMap(({ author, state, sha }) => {
    const isPerson = !LOGINS_OF_AGENTS.includes(author) && !isProgram(repository.model, author);
    const mayWrite = ['write', 'admin'].includes(permissionOf(repository.model, author));
    return state === 'approved' && sha === headSha && isPerson && mayWrite ? [author] : [];
  });
}

/** Who alone has approved has not given it. */
function isEnough({ agents: { of } }: Team, approvers: readonly string[], task: TaskRecord | undefined): boolean {
  if (approvers.length < of.approvals) return false;
  const givers = (task?.agentGivings ?? []).map(({ by }) => (of.knowsLogins ? LOGINS[by.id] : undefined));
  return approvers.length > 1 || givers.every((giver) => giver !== undefined && giver !== approvers[0]);
}
