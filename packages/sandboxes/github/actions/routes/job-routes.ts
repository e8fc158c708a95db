/** Jobs, their logs, and the annotations of their check runs. */

import type { components } from '@octokit/openapi-types';
import type { Annotation } from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { paginate } from '../../routes/paginate.ts';
import { type Attempt, lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import { notFound } from '../../state/api-error.ts';
import type { View } from '../../views/view.ts';
import type { Actions } from '../actions.ts';
import { jobView } from '../views/job-view.ts';
import { runUrl } from '../views/run-view.ts';
import { attemptOf, jobIn, runOf } from './find-run.ts';

/** `linkTo` gives the signed link to a job's log. */
export function jobRoutes(app: Hono, { state, view }: Actions, linkTo: (jobId: number) => string): void {
  function list(c: Context, run: WorkflowRun, attempts: readonly Attempt[], path: string): Response {
    const self = `${runUrl(view, run)}${path}`;
    return paginate(c, self, attempts, (attempt) => jobView(view, run, attempt), 'jobs');
  }
  app.get('/actions/runs/:run/jobs', (c) => {
    const run = runOf(c, state);
    return list(c, run, c.req.query('filter') === 'all' ? run.attempts : [lastAttempt(run)], '/jobs');
  });
  app.get('/actions/runs/:run/attempts/:attempt/jobs', (c) => {
    const run = runOf(c, state);
    const attempt = attemptOf(c, run);
    return list(c, run, [attempt], `/attempts/${attempt.number}/jobs`);
  });
  app.get('/actions/jobs/:job', (c) => {
    const { run, attempt } = jobIn(c, state);
    return c.json(jobView(view, run, attempt));
  });
  app.get('/actions/jobs/:job/logs', (c) => {
    const { attempt, job } = jobIn(c, state);
    // There is nothing to lead to while the job runs.
    if (attempt.status !== 'completed') throw notFound();
    return c.redirect(linkTo(job.id), 302);
  });
  app.get('/check-runs/:job/annotations', (c) => {
    const { run, job } = jobIn(c, state);
    return c.json((state.annotations[job.id] ?? []).map((each) => annotationView(view, run, each)));
  });
}

function annotationView(
  { base, state }: View,
  { commit }: WorkflowRun,
  { path, line = 1, level, title = '', message }: Annotation,
): components['schemas']['check-annotation'] {
  return {
    path,
    blob_href: `${base}/${state.repository}/blob/${commit.sha}/${path}`,
    start_line: line,
    start_column: null,
    end_line: line,
    end_column: null,
    annotation_level: level,
    title,
    message,
    raw_details: '',
  };
}
