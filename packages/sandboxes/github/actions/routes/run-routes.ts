/** `/actions/runs`: lists, single runs and attempts, cancelling and running again. */
import type { Hono } from 'hono';
import { paginate } from '../../routes/paginate.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import type { Actions } from '../actions.ts';
import { runView } from '../views/run-view.ts';
import { attemptOf, runOf } from './find-run.ts';
import { listRuns, runQueryOf } from './list-runs.ts';
import type { Polling } from './polling.ts';

/** `actor` is the login the token belongs to. */
export function runRoutes(app: Hono, actions: Actions, polling: Polling, actor: string): void {
  const { state, view } = actions;
  app.get('/actions/runs', (c) => {
    polling.assertAllowed();
    const self = `${repositoryUrl(view)}/actions/runs`;
    return paginate(c, self, listRuns(state.runs, runQueryOf(c)), (run) => runView(view, run), 'workflow_runs');
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
    actions.cancel(runOf(c, state));
    return c.json({}, 202);
  });
  app.post('/actions/runs/:run/rerun', (c) => {
    actions.rerun(runOf(c, state), actor);
    return c.json({}, 201);
  });
  app.post('/actions/runs/:run/rerun-failed-jobs', (c) => {
    actions.rerun(runOf(c, state), actor, 'failed jobs');
    return c.json({}, 201);
  });
}
