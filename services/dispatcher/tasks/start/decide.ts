/** How the work on one issue begins: with a branch and a pull request of its own, or with one that is open already. */
import type { FoundBranch, FoundPullRequest, FoundRepository, Issue } from '@valine/github';
import { issuesClosedBy } from '@valine/github/closing-keywords';
import { coAuthorTrailer } from '@valine/github/co-authors';
import {
  expiryOf,
  type GitHubAccount,
  mutedAs,
  type Plan,
  replyKey,
  type Task,
  type TaskRecord,
  taskId,
} from '@valine/records';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';
import type { DispatcherSettings } from '../../ports.ts';
import { issueOf, stateOf } from '../progress/decide.ts';
import { agentsOf } from './agents-of.ts';
import { assigneeOf } from './assignee.ts';
import { checklistOf } from './checklist.ts';
import { branchName, commitText, type RepositoryRefusal } from './texts.ts';

export function refusalOf({ isArchived, hasPullRequests, base }: FoundRepository): RepositoryRefusal | undefined {
  if (isArchived) return 'repository_archived';
  if (!hasPullRequests) return 'pull_requests_off';
  return base === undefined ? 'no_commit_yet' : undefined;
}

/** What GitHub has. `open`: the pull request that the work is in already; `others`: such as close the issue besides. */
export type Surroundings = {
  issue: Issue;
  base: FoundBranch;
  open?: FoundPullRequest | undefined;
  others: FoundPullRequest[];
};

/**
 * Of the open pull requests (the newest first) those that do the work on an issue. A stranger's is not taken for it: what
 * is taken is merged when the plan is shipped. One that goes elsewhere than to the default branch closes nothing.
 */
export function pullsFor(
  number: number,
  repository: string,
  base: string,
  open: readonly FoundPullRequest[],
): Pick<Surroundings, 'open' | 'others'> {
  const closing = open.filter((pull) => isOurs(pull, number) || closes(pull, number, repository, base));
  const [first, ...rest] = closing
    .filter((pull) => isOurs(pull, number) || isOfTeam(pull))
    .toSorted((a, b) => rankOf(a, number) - rankOf(b, number) || a.number - b.number);
  const strangers = closing.filter((pull) => !isOurs(pull, number) && !isOfTeam(pull));
  return { open: first, others: [...rest, ...strangers] };
}

/** Of a branch that a task of the issue has made, in this plan or an earlier one. */
function isOurs({ headBranch, isFromFork }: FoundPullRequest, number: number): boolean {
  return !isFromFork && issueOf(headBranch) === number;
}

function closes(pull: FoundPullRequest, number: number, repository: string, base: string): boolean {
  return pull.base === base && issuesClosedBy(pull.body, repository).includes(number);
}

const TEAM = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Who pushes to the repository itself may write to it. */
function isOfTeam({ isFromFork, authorAssociation }: FoundPullRequest): boolean {
  return !isFromFork || TEAM.includes(authorAssociation);
}

function rankOf(pull: FoundPullRequest, number: number): number {
  if (isOurs(pull, number)) return 0;
  return pull.draft ? 2 : 1;
}

/** Empty: a pull request has to differ from its base. `worker`: whose work it will be. `now`: epoch milliseconds. */
export function firstCommit(line: Task, base: FoundBranch, worker: GitHubAccount | undefined, now: number) {
  const message = [commitText(line), ...(worker === undefined ? [] : [coAuthorTrailer(worker)])].join('\n\n');
  return { message, tree: base.tree, parents: [base.sha], author: { ...COMMIT_AUTHOR, date: now } };
}

/** `now`: epoch milliseconds. */
export function newTask(
  plan: Plan,
  line: Task,
  { issue, base, open, others }: Surroundings,
  settings: Pick<DispatcherSettings, 'taskAssignee' | 'gitHubLogins' | 'codingAgents'>,
  now: number,
): TaskRecord {
  const { number, title, url } = line;
  const checklist = checklistOf(issue.body);
  const last = plan.approvals.at(-1);
  return {
    kind: 'task',
    id: taskId(plan.id, number),
    version: 1,
    planId: plan.id,
    repository: plan.repository,
    issue: { number, title, url },
    label: plan.label,
    base: base.name,
    head: branchName({ number, title }),
    ...(open === undefined ? {} : takenOver(open, number)),
    ...(others.length === 0 ? {} : { rivals: others.map((pull) => pull.number) }),
    ...(checklist.length === 0 ? {} : { checklist }),
    ...mutedAs(plan, line),
    ...assigneeOf(plan.requestedBy, issue.assignees, settings),
    ...agentsOf(settings, issue.assignees, open),
    requestedBy: last?.person ?? plan.requestedBy,
    cardKey: replyKey(plan.reply),
    requestedAt: now,
    updatedAt: now,
    applied: [],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

function takenOver(open: FoundPullRequest, number: number): Pick<TaskRecord, 'head' | 'pullRequest' | 'seen'> {
  const isAdopted = !isOurs(open, number);
  return {
    head: open.headBranch,
    pullRequest: { number: open.number, url: open.url, ...(isAdopted ? { isAdopted } : {}) },
    seen: { is: stateOf(open), at: open.updatedAt },
  };
}
