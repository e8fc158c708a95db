/** Finds what a request's path speaks of, or answers 404. */
import type { Context } from 'hono';
import { notFound } from '../../api-error.ts';
import type { ActionsState, Artifact, Attempt, WorkflowRun } from '../actions-state.ts';
import { findWorkflow, type WorkflowDefinition } from '../workflows.ts';

export function workflowOf(c: Context): WorkflowDefinition {
  const found = findWorkflow(c.req.param('workflow') ?? '');
  if (found === undefined) throw notFound();
  return found;
}

export function runOf(c: Context, { runs }: ActionsState): WorkflowRun {
  const run = runs.find(({ id }) => String(id) === c.req.param('run'));
  if (run === undefined) throw notFound();
  return run;
}

export function attemptOf(c: Context, run: WorkflowRun): Attempt {
  const attempt = run.attempts.find(({ number }) => String(number) === c.req.param('attempt'));
  if (attempt === undefined) throw notFound();
  return attempt;
}

export function jobOf(c: Context, { runs }: ActionsState): { run: WorkflowRun; attempt: Attempt } {
  for (const run of runs) {
    const attempt = run.attempts.find(({ jobId }) => String(jobId) === c.req.param('job'));
    if (attempt !== undefined) return { run, attempt };
  }
  throw notFound();
}

export function artifactOf(c: Context, { artifacts, runs }: ActionsState): { artifact: Artifact; run: WorkflowRun } {
  const artifact = artifacts.find(({ id }) => String(id) === c.req.param('artifact'));
  const run = runs.find(({ id }) => id === artifact?.runId);
  if (artifact === undefined || run === undefined) throw notFound();
  return { artifact, run };
}
