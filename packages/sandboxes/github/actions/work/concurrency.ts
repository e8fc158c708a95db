/** GitHub's rule for a concurrency group: one run goes on, and one waits until a newer one takes its place. */
import { groupHolderOf } from '@valine/github-model';
import { lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import type { GitHubState } from '../../state/state.ts';
import type { WorkflowDefinition } from '../../state/workflows.ts';

/** Until something else moves it. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** The run waits if another one goes on. Those that it pushes out are to be cancelled; with `queue: max` none. */
export function enterGroup(state: GitHubState, { queue }: WorkflowDefinition, run: WorkflowRun): WorkflowRun[] {
  if (groupHolderOf(state, run) === undefined) return [];
  const pushedOut = queue === 'max' && !state.onePending ? [] : pendingIn(state, run.group);
  Object.assign(lastAttempt(run), { status: 'pending', dueAt: NEVER });
  for (const each of pushedOut) Object.assign(lastAttempt(each), { cancelAsked: true, pushedOut: true, dueAt: 0 });
  return pushedOut;
}

/** The run that goes on in the place of one that has ended: the oldest that waits. Queued, or waiting for a person. */
export function leaveGroup(state: GitHubState, ended: WorkflowRun, now: number): WorkflowRun | undefined {
  const next = pendingIn(state, ended.group).find((run) => !lastAttempt(run).cancelAsked);
  if (next === undefined || groupHolderOf(state, next) !== undefined) return undefined;
  const { queuedSeconds = 0, approval } = lastAttempt(next).wish;
  const queued = { status: 'queued', dueAt: now + queuedSeconds * 1000 };
  Object.assign(lastAttempt(next), approval ? { status: 'waiting', dueAt: NEVER } : queued);
  return next;
}

function pendingIn({ runs }: GitHubState, group: string | undefined): WorkflowRun[] {
  return runs.filter((run) => group !== undefined && run.group === group && lastAttempt(run).status === 'pending');
}
