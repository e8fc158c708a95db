/** What a pull request, as GitHub shows it, means for its task, and when it is looked at. Times are epoch milliseconds. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing, PullRequestState } from '@valine/contracts';
import type { FoundPullRequest } from '@valine/github';
import { operationId, type TaskRecord } from '@valine/records';
import { agentSees } from '../../agents/record/agent.ts';
import { askedAfter, decideTurn, type PullSeen } from '../turn/decide.ts';

/** `by`: login of whose doing it is, where that is known. */
export type PullLookedAt = PullSeen & { by?: string | undefined };

/** Undefined where the task knows it, or knows something newer. */
export function decideLook(task: TaskRecord, { by, ...look }: PullLookedAt, now: number): TaskRecord | undefined {
  const { seen, turn: known, asked: _, ...rest } = task;
  const { pull } = look;
  if (seen !== undefined && (seen.is === 'merged' || pull.updatedAt < seen.at)) return undefined;
  const is = stateOf(pull);
  const turn = decideTurn(look, task, now);
  const isSame = seen?.is === is;
  if (isSame && isDeepStrictEqual(turn, known)) return undefined;
  const asked = askedAfter(pull, task, turn);
  const who = isSame ? seen.by : by;
  return agentSees(task, {
    ...rest,
    seen: { is, at: pull.updatedAt, ...(who === undefined ? {} : { by: who }) },
    ...(turn === undefined || is === 'merged' ? {} : { turn }),
    ...(asked.length === 0 || is === 'merged' ? {} : { asked }),
  });
}

export function stateOf({
  state,
  merged,
  draft,
}: Pick<FoundPullRequest, 'state' | 'merged' | 'draft'>): PullRequestState {
  if (merged) return 'merged';
  if (state === 'closed') return 'closed';
  return draft ? 'draft' : 'ready';
}

/** As it was last seen; a task opens its pull request as a draft. */
export function knownState({ seen }: Pick<TaskRecord, 'seen'>): PullRequestState {
  return seen?.is ?? 'draft';
}

/** What comes in this time is seen by one look. */
const SOON_MS = 5_000;
/** Checks tell of themselves for as long as they run: each look costs four reads. */
const APART_MS = 30_000;
/** Clocks differ. */
const MARGIN_MS = 1_000;

/** When to look for what has just been told; undefined where a look is to come that will see it. */
function nextLookAt({ lookAt = 0 }: Pick<TaskRecord, 'lookAt'>, now: number): number | undefined {
  return now < lookAt - MARGIN_MS ? undefined : Math.max(now + SOON_MS, lookAt + APART_MS);
}

/** Has a task looked at in some seconds, once for all that is told until then; nothing, where a look is to come. */
export function soon(task: TaskRecord, now: number): { next?: TaskRecord; messages?(): Outgoing[] } {
  const at = nextLookAt(task, now);
  if (at === undefined) return {};
  const { id, planId, issue } = task;
  const about = { planId, number: issue.number, afterSeconds: Math.ceil((at - now) / 1000) };
  const look: Outgoing = { type: 'task.reconcile', id: operationId(id, `look ${at}`), ...about };
  return { next: { ...task, lookAt: at }, messages: () => [look] };
}

/** The number of the issue whose task made the branch. */
export function issueOf(branch: string): number | undefined {
  const [, digits] = /^valine\/issue-(\d{1,12})(?:-|$)/.exec(branch) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
