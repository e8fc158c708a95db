/** How the work on one issue begins: with a branch and a pull request of its own, or with the one that is open already. */
import type { FoundBranch, FoundPullRequest } from '@valine/github';
import { expiryOf, type Plan, replyKey, type Task, type TaskRecord, taskId } from '@valine/records';
import { stateOf } from '../progress/decide.ts';
import { branchName, commitText } from './texts.ts';

/** What GitHub has: `open`, a pull request of the branch that the task would make. */
export type Surroundings = { base: FoundBranch; open?: FoundPullRequest | undefined };

/** Every try makes the same commit: its author and its date are those of the beginning. */
const AUTHOR = { name: 'Valine orchestrator', email: 'valine-orchestrator@users.noreply.github.com' };

/** Empty: a pull request has to differ from its base. `now`: epoch milliseconds. */
export function firstCommit(line: Task, base: FoundBranch, now: number) {
  return { message: commitText(line), tree: base.tree, parents: [base.sha], author: { ...AUTHOR, date: now } };
}

/** `now`: epoch milliseconds. */
export function newTask(
  plan: Plan,
  { number, title, url }: Task,
  { base, open }: Surroundings,
  now: number,
): TaskRecord {
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
    ...(open === undefined ? {} : adopted(open)),
    requestedBy: plan.approvals.at(-1)?.person ?? plan.requestedBy,
    cardKey: replyKey(plan.reply),
    requestedAt: now,
    updatedAt: now,
    applied: [],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

function adopted(open: FoundPullRequest): Pick<TaskRecord, 'pullRequest' | 'seen'> {
  return { pullRequest: { number: open.number, url: open.url }, seen: { is: stateOf(open), at: open.updatedAt } };
}
