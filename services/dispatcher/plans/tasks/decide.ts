/** How the line of a task reads once its record has changed. */
import { isDeepStrictEqual } from 'node:util';
import type { PullRequestState, TaskChanged } from '@valine/contracts';
import { isLegalTaskStep, isTaskEnded, type Task, type TaskState } from '@valine/records';

export type TaskChange = Omit<TaskChanged, 'type' | 'id'>;

/** A pull request that was closed may be opened again: its task goes on until its issue is closed. */
const STATE: Record<PullRequestState, TaskState> = {
  draft: 'started',
  ready: 'ready',
  merged: 'merged',
  closed: 'started',
};

/** The line itself where the change says nothing new, or is older than what is known. */
export function lineAfter(line: Task, { revision, pullRequest, is, trouble }: TaskChange): Task {
  if (revision < (line.revision ?? 0)) return line;
  const { trouble: _, ...rest } = line;
  const next = {
    ...rest,
    ...(is === undefined || isTaskEnded(line) ? {} : { is, ...stateAfter(line, is) }),
    revision,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(trouble === undefined ? {} : { trouble }),
  };
  return isDeepStrictEqual(next, line) ? line : next;
}

function stateAfter(line: Task, is: PullRequestState): Partial<Task> {
  if (!isLegalTaskStep(line.state, STATE[is])) return {};
  return is === 'merged' ? { state: 'merged', note: 'merged' } : { state: STATE[is] };
}
