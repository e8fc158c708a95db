/** How the line of a task reads once its record has changed. */
import { isDeepStrictEqual } from 'node:util';
import type { PullRequestState, TaskChanged, Turn } from '@valine/contracts';
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
export function lineAfter(line: Task, { revision, pullRequest, is, turn, trouble }: TaskChange): Task {
  if (revision < (line.revision ?? 0)) return line;
  const { trouble: _, turn: known, ...rest } = line;
  const isOver = isTaskEnded(line);
  // What has ended keeps what it was: news that come again change nothing.
  const whose = isOver ? known : turn;
  const next = {
    ...rest,
    ...(is === undefined || isOver ? {} : { is, ...stateAfter(line, is) }),
    ...(whose === undefined ? {} : { turn: whose }),
    revision,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(trouble === undefined ? {} : { trouble }),
  };
  return isDeepStrictEqual(next, line) ? line : next;
}

/** What the thread tells: that it is in another state, or for another reason somebody’s turn. */
export function isNews(line: Task, before: Task | undefined): boolean {
  if (line.state !== before?.state) return true;
  if (line.turn === undefined || before.turn === undefined || !TOLD.includes(line.turn.of)) return false;
  return reasonsOf(line.turn) !== reasonsOf(before.turn);
}

/** That checks run, or could not be read, stands on its line alone. */
const TOLD: readonly Turn['of'][] = ['author', 'reviewer', 'ship'];

function reasonsOf({ of, why }: Turn): string {
  return [of, ...new Set(why.map(({ is }) => is))].join();
}

function stateAfter(line: Task, is: PullRequestState): Partial<Task> {
  if (!isLegalTaskStep(line.state, STATE[is])) return {};
  return is === 'merged' ? { state: 'merged', note: 'merged' } : { state: STATE[is] };
}
