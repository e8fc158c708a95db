/** Finds what a request's path speaks of, or answers 404. */
import { getAttempt, getJob, getRun } from '@valine/github-model';
import type { Context } from 'hono';
import type { Attempt, WorkflowRun } from '../../state/actions-state.ts';
import { notFound } from '../../state/api-error.ts';
import type { GitHubState } from '../../state/state.ts';

const idIn = (c: Context, name: string) => Number(c.req.param(name));

export function runOf(c: Context, state: GitHubState): WorkflowRun {
  return getRun(state, idIn(c, 'run'));
}

export function attemptOf(c: Context, run: WorkflowRun): Attempt {
  return getAttempt(run, idIn(c, 'attempt'));
}

export function jobIn(c: Context, state: GitHubState) {
  return getJob(state, idIn(c, 'job'));
}

export function artifactOf(c: Context, state: GitHubState) {
  const artifact = state.artifacts.find(({ id }) => id === idIn(c, 'artifact'));
  if (artifact === undefined) throw notFound();
  return { artifact, run: getRun(state, artifact.runId) };
}
