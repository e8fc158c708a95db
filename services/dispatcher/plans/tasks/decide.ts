/** How the line of a task reads once its record has changed. */
import { isDeepStrictEqual } from 'node:util';
import { type PullRequestState, peopleInTurn, type TaskChanged, type Turn } from '@valine/contracts';
import { isLegalTaskStep, isTaskEnded, type Task, type TaskState } from '@valine/records';

export type TaskChange = Omit<TaskChanged, 'type' | 'id'>;

/** A pull request that was closed may be opened again: its task goes on until its issue is closed. */
const STATE: Record<PullRequestState, TaskState> = {
  draft: 'started',
  ready: 'ready',
  merged: 'merged',
  closed: 'started',
};

/**
 * The line itself where the change says nothing new, or is older than what is known. `mergedBy`: a name or a login, if it was
 * merged.
 */
export function lineAfter(line: Task, change: TaskChange, mergedBy?: string): Task {
  const { revision, pullRequest, is, turn, trouble, ship, agent } = change;
  if (revision < (line.revision ?? 0)) return line;
  const { trouble: _, waits: __, turn: known, agent: had, ...rest } = line;
  const isOver = isTaskEnded(line) && !isMergedToo(line, change);
  // What has ended keeps what it was: news that come again change nothing.
  const whose = isOver ? known : turn;
  const who = isOver ? had : agent;
  const next = {
    ...rest,
    ...(is === undefined || isOver ? {} : { is, ...stateAfter(line, is) }),
    ...mergedAfter(line, change, mergedBy),
    ...(whose === undefined ? {} : { turn: whose }),
    ...(is === 'merged' || who === undefined ? {} : { agent: who }),
    ...(isOver || is === 'merged' || ship?.waits === undefined ? {} : { waits: ship.waits }),
    revision,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    ...(trouble === undefined ? {} : { trouble }),
  };
  return isDeepStrictEqual(next, line) ? line : next;
}

/** What the thread tells: that it is in another state, or for another reason somebody’s turn. */
export function isNews(line: Task, before: Task | undefined): boolean {
  if (line.state !== before?.state) return true;
  // While a shipping waits for it, nobody is told whose turn it is.
  if (line.waits !== undefined) return false;
  // Why it is in the queue no more is told by itself.
  if (before.waits?.for === 'queue') return false;
  if (before.waits !== undefined) return line.turn !== undefined && TOLD.includes(line.turn.of);
  if (line.turn === undefined || before.turn === undefined || !TOLD.includes(line.turn.of)) return false;
  return reasonsOf(line.turn) !== reasonsOf(before.turn);
}

/** That checks run, or could not be read, stands on its line alone. */
const TOLD: readonly Turn['of'][] = ['author', 'reviewer', 'ship'];

function reasonsOf(turn: Turn): string {
  return [turn.of, ...new Set(turn.why.map(({ is }) => is)), ...peopleInTurn(turn)].join();
}

function stateAfter(line: Task, is: PullRequestState): Partial<Task> {
  if (!isLegalTaskStep(line.state, STATE[is])) return {};
  return is === 'merged' ? { state: 'merged', note: 'merged' } : { state: STATE[is] };
}

/** Its issue was closed before it is known that its pull request was merged. */
function isMergedToo({ state }: Task, { is }: TaskChange): boolean {
  return state === 'merged' && is === 'merged';
}

function mergedAfter(line: Task, change: TaskChange, by: string | undefined): Pick<Task, 'merged'> {
  const { is, took, ship } = change;
  const isMerged = is === 'merged' && (isMergedToo(line, change) || !isTaskEnded(line));
  if (!isMerged || took === undefined || line.merged !== undefined) return {};
  const red = ship?.red === undefined ? {} : { red: ship.red };
  return { merged: { took, ...(by === undefined ? {} : { by }), ...red } };
}
