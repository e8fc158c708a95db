/** Whether an approval counts, and whether it is the one that starts the plan. */
import { isDeepStrictEqual } from 'node:util';
import { observeIssue, type Person } from '@valine/contracts';
import type { Blockers } from '@valine/github';
import { type Approval, isBlocked, isTaskDone, openBlockersOf, type Plan, type Task, tasksOf } from '@valine/records';
import { decideIssues } from '../issues/decide.ts';
import { MOST_BLOCKERS, toTask } from '../plan/decide.ts';
import type { IssuesSeen } from './look-at-issues.ts';

export type ApprovalDecision =
  | { verdict: 'started'; approvals: Approval[]; tasks: Task[] }
  | { verdict: 'counted'; approvals: Approval[] }
  | ({ verdict: 'issues_changed'; tasks: Task[] } & Changes)
  | {
      verdict:
        | 'already_approved'
        | 'run_finished'
        | 'run_discarded'
        | 'run_expired'
        | 'nothing_left'
        | 'list_changed'
        | 'not_approver'
        | 'self_approval'
        | 'approved_twice';
    };

/** Tasks that have moved since the proposal, and those that read differently now. */
export type Changes = { moved: Task[]; edited: Task[] };

export type ApprovalRequest = {
  person: Person;
  /** Epoch milliseconds. */
  now: number;
  /** The edition of the list that the person has seen, if that is known. */
  shown?: number | undefined;
  seen: IssuesSeen;
  who: Who;
};

/** Accounts on GitHub, if people are linked. `login`, `accountId`: of the approver. `requester`: login of the person who asked for the plan. */
export type Who = {
  login?: string | undefined;
  accountId?: number | undefined;
  requester?: string | undefined;
  gitHubLogins: Readonly<Record<string, string>>;
};

export function decideApproval(plan: Plan, { person, now, shown, seen, who }: ApprovalRequest): ApprovalDecision {
  if (plan.state === 'in_progress') return { verdict: 'already_approved' };
  if (plan.state === 'cancelled') return { verdict: plan.isExpired ? 'run_expired' : 'run_discarded' };
  if (plan.state !== 'pending') return { verdict: 'run_finished' };
  if (tasksOf(plan).every(isTaskDone)) return { verdict: 'nothing_left' };
  const { edition = 0, approverRoles = [] } = plan;
  if (shown !== undefined && shown !== edition) return { verdict: 'list_changed' };
  if (approverRoles.length > 0 && !approverRoles.some((role) => person.roles.includes(role)))
    return { verdict: 'not_approver' };
  const approver = { id: person.id, login: who.login };
  const isTheirs = (id: string, login?: string) => isSamePerson(approver, { id, login }, who.gitHubLogins);
  const isRequesters = who.accountId !== undefined && who.accountId === plan.requesterAccountId;
  if (plan.preventSelfApproval && (isRequesters || isTheirs(plan.requestedBy.id, who.requester)))
    return { verdict: 'self_approval' };
  if (plan.approvals.some(({ person: { id }, login }) => isTheirs(id, login))) return { verdict: 'approved_twice' };
  const changed = changesOf(plan, seen);
  if (changed !== undefined) return { verdict: 'issues_changed', ...changed };
  const login = who.login === undefined ? {} : { login: who.login };
  const approvals = [...plan.approvals, { person, at: now, edition: shown ?? edition, ...login }];
  if (approvals.length < plan.approvalsRequired) return { verdict: 'counted', approvals };
  return { verdict: 'started', approvals, tasks: plan.tasks.map(start) };
}

const NOT_TODAY = 'not today';

/** A task that ended before the approval stays as it is. One that is out of the list, or blocked, does not begin. */
function start(task: Task): Task {
  if (task.out !== undefined && task.state === 'pending') return { ...task, state: 'skipped', note: NOT_TODAY };
  return task.state === 'pending' && !isBlocked(task) ? { ...task, state: 'started' } : task;
}

/** Undefined where the issues are as people were shown them, or were told that they have changed. */
function changesOf(plan: Plan, seen: IssuesSeen): ({ tasks: Task[] } & Changes) | undefined {
  const moved =
    decideIssues(
      plan,
      [...seen].map((each) => observeIssue(...each)),
    )?.tasks ?? plan.tasks;
  const tasks = moved.map((task) => (task.state === 'pending' ? refreshed(task, seen.get(task.number)) : task));
  const isEdited = (task: Task, index: number) => task !== moved[index] && lineOf(task) !== lineOf(plan.tasks[index]);
  const edited = tasks.filter(isEdited);
  const hasMoved = (task: Task, index: number) => task.state !== plan.tasks[index]?.state;
  const found = tasksOf({ tasks: tasks.filter(hasMoved) });
  if (found.length + edited.length === 0 && plan.hasNews !== true) return undefined;
  const known =
    plan.hasNews === true ? tasksOf(plan).filter(({ state, reopened }) => state !== 'pending' || reopened) : [];
  return { tasks, moved: [...known, ...found], edited };
}

/** `id`: on Discord. `login`: of the account on GitHub that they are linked with. */
type Known = { id: string; login?: string | undefined };

/**
 * Whether two accounts on Discord are one person's, as far as anybody has said so: one on GitHub is linked with one person alone, and
 * settings may name it for another as well.
 */
function isSamePerson(a: Known, b: Known, gitHubLogins: Readonly<Record<string, string>>): boolean {
  const loginsOf = ({ id, login }: Known) =>
    [login, gitHubLogins[id]].flatMap((each) => (each === undefined ? [] : [each.toLowerCase()]));
  const logins = loginsOf(b);
  return a.id === b.id || loginsOf(a).some((login) => logins.includes(login));
}

/** The line as it would be proposed now. It stays the same if the issue has not changed, or if something newer is known. */
function refreshed(task: Task, issue: ReturnType<IssuesSeen['get']>): Task {
  if (issue === undefined || issue.updatedAt < (task.asOf ?? 0)) return task;
  const {
    assignee,
    assigneeId,
    estimate: __,
    priority: ___,
    blockedBy: _before,
    unseenBlockers: _count,
    ...rest
  } = task;
  const known = assigneeId === undefined || issue.assignees[0] !== assignee ? {} : { assigneeId };
  const next = { ...rest, ...known, ...toTask(issue, task.alsoIn), ...blockersAfter(task, issue.blockers) };
  return isDeepStrictEqual(next, task) ? task : next;
}

type KnownBlockers = Pick<Task, 'blockedBy' | 'unseenBlockers'>;

/** A blocker that GitHub does not show this time may still be open: what was known of it stays. */
function blockersAfter(task: KnownBlockers, { open, unseen = 0 }: Blockers): KnownBlockers {
  const { blockedBy = [] } = task;
  if (unseen > 0)
    return openBlockersOf(task).length > 0 ? { blockedBy } : { ...known(blockedBy), unseenBlockers: unseen };
  const isSeen = (number: number) => open.some((each) => each.number === number);
  const closed = blockedBy.filter(({ number }) => !isSeen(number)).map((each) => ({ ...each, isClosed: true }));
  const before = (number: number) => {
    const { isUnseen: _, ...each } = blockedBy.find((one) => one.number === number) ?? {};
    return each;
  };
  const now = open.slice(0, MOST_BLOCKERS).map((each) => ({ ...before(each.number), ...each, isClosed: false }));
  return known([...closed, ...now]);
}

function known(blockedBy: NonNullable<Task['blockedBy']>): KnownBlockers {
  return blockedBy.length === 0 ? {} : { blockedBy };
}

/** The part of a task that people approve. Its assignee may change. */
function lineOf(task: Task | undefined): string {
  const blockers = openBlockersOf(task ?? {}).map(({ number }) => number);
  return JSON.stringify([task?.title, task?.priority, task?.estimate, blockers.toSorted(), task?.unseenBlockers]);
}
