/** `/actions/runs`: lists, single runs and attempts, cancelling and running again. */
import type { Hono } from 'hono';
import { ApiError } from '../../api-error.ts';
import { paginate } from '../../routes/paginate.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import type { Actions } from '../actions.ts';
import { isCompleted, lastAttempt } from '../actions-state.ts';
import { runView } from '../views/run-view.ts';
import { attemptOf, runOf } from './find-run.ts';
import { listPlans, runQueryOf } from './list-runs.ts';
import type { Polling } from './polling.ts';

/** `actor` is the login the token belongs to. */
export function runRoutes(app: Hono, actions: Actions, polling: Polling, actor: string): void {
  const { state, view } = actions;
  app.get('/actions/runs', (c) => {
    polling.assertAllowed();
    const self = `${repositoryUrl(view)}/actions/runs`;
    return paginate(c, self, listPlans(state.runs, runQueryOf(c)), (run) => runView(view, run), 'workflow_runs');
  });
  app.get('/actions/runs/:run', (c) => {
    polling.assertAllowed();
    return c.json(runView(view, runOf(c, state)));
  });
  app.get('/actions/runs/:run/attempts/:attempt', (c) => {
    polling.assertAllowed();
    const run = runOf(c, state);
    return c.json(runView(view, run, attemptOf(c, run)));
  });
  app.post('/actions/runs/:run/cancel', (c) => {
    const run = runOf(c, state);
    if (isCompleted(run)) throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
    actions.cancel(run);
    return c.json({}, 202);
  });
  app.post('/actions/runs/:run/rerun', (c) => {
    const run = runOf(c, state);
    if (!isCompleted(run)) throw new ApiError(403, 'This workflow is already running');
    actions.rerun(run, actor);
    return c.json({}, 201);
  });
  app.post('/actions/runs/:run/rerun-failed-jobs', (c) => {
    const run = runOf(c, state);
    if (!isCompleted(run)) throw new ApiError(403, 'This workflow is already running');
    if (lastAttempt(run).conclusion === 'success') throw new ApiError(403, 'This workflow run cannot be retried');
    actions.rerun(run, actor);
    return c.json({}, 201);
  });
}
