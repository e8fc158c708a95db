/** Other pull requests that close the issue of a task: its line says so, for two of them do the same work. */
import type { PullRequestChanged } from '@valine/contracts';
import type { FoundPullRequest } from '@valine/github';
import { issuesClosedBy } from '@valine/github/closing-keywords';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import type { TaskRecord } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { taskRules } from '../record/task-rules.ts';
import { findPull, LAG_SECONDS, MOST_WAITS } from './look-at.ts';

/** One read, if it changes something. `waits`: how often the event has waited. @throws as `findPull` does, and RetryLater while GitHub does not show it */
export async function noteRival(
  ports: Ports,
  { id: source, pullRequest }: PullRequestChanged,
  task: TaskRecord,
  waits: number,
): Promise<void> {
  const { number, state, closes = [] } = pullRequest;
  const tells = state === 'open' && closes.includes(task.issue.number);
  if (isNoted(task, number) === tells) return flushOutbox(ports, task);
  const pull = await findPull(ports, task, number, waits);
  const isRival = pull !== undefined && closesIssue(pull, task);
  await changeOwner(ports, taskRules, {
    source,
    ownerId: task.id,
    decide(current) {
      if (isNoted(current, number) === isRival) return { verdict: 'nothing' };
      const { rivals = [], ...rest } = current;
      const others = isRival ? [...rivals, number] : rivals.filter((each) => each !== number);
      return { verdict: 'noted', next: { ...rest, ...(others.length === 0 ? {} : { rivals: others }) } };
    },
  });
  if (isRival !== tells && waits < MOST_WAITS)
    throw new RetryLater(LAG_SECONDS, `pull request #${number} does not show yet what the event tells`);
}

function isNoted({ rivals = [] }: TaskRecord, number: number): boolean {
  return rivals.includes(number);
}

function closesIssue({ state, base, body }: FoundPullRequest, task: TaskRecord): boolean {
  return state === 'open' && base === task.base && issuesClosedBy(body, task.repository).includes(task.issue.number);
}
