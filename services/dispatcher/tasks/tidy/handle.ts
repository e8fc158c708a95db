/** Deletes the branch of a task once its pull request was merged. Branches that are not of our making stay. */
import type { TaskTidy } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { type TaskRecord, taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { deleteBranch } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { issueOf } from '../progress/decide.ts';
import { taskRules } from '../record/task-rules.ts';
import { refusalOrLater } from '../refusal-or-later.ts';
import { type BranchSeen, decideTidy } from './decide.ts';

const LAG_SECONDS = 10;
const LATER_SECONDS = 60;
const MOST_WAITS = 30;

/** @throws RetryLater while GitHub is away, or lags */
export async function handleTaskTidy(ports: Ports, message: TaskTidy, waits: number): Promise<void> {
  const ownerId = taskId(message.planId, message.number);
  const task = await ports.store.find('task', ownerId);
  if (task?.pullRequest === undefined || task.pullRequest.isAdopted || issueOf(task.head) === undefined) return;
  if (isTidied(task)) return flushOutbox(ports, task);
  const seen = await look(ports, task.head, waits);
  const decision = seen && decideTidy(task.pullRequest.number, seen);
  if (decision?.do === 'ask again' && waits < MOST_WAITS)
    throw new RetryLater(LAG_SECONDS, 'GitHub does not list it as merged yet');
  if (decision?.do !== 'delete') return;
  const branch = { name: task.head, sha: decision.sha };
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
    const isLate = waits >= MOST_WAITS && error instanceof GitHubError;
    const refusal = isLate ? error : refusalOrLater(error, LATER_SECONDS);
    logger.warn('a merged branch could not be looked at, and stays', { branch: name, error: refusal });
    return undefined;
  }
}
