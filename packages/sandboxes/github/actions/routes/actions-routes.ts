/** GitHub Actions: what starts runs, the lists of a workflow, single runs, cancelling and running again, and what runs leave behind. */
import {
  artifactsOf,
  getAttempt,
  getJob,
  getRun,
  getWorkflow,
  isCompleted,
  isHolding,
  runsOf,
  zipOf,
} from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { paginate } from '../../routes/paginate.ts';
import type { WorkflowRun } from '../../state/actions-state.ts';
import { ApiError, notFound } from '../../state/api-error.ts';
import { WORKFLOWS } from '../../state/workflows.ts';
import { annotationView, artifactView, jobView, runPageUrl, runView } from '../../views/run-view.ts';
import type { Actions } from '../actions.ts';
import type { Downloads } from '../downloads.ts';
import { type DispatchFaults, dispatchRoutes } from './dispatch-routes.ts';

/** Whether a run's progress may be asked for; while it may not, webhooks are the only news. */
type Polling = { forbidden: boolean };

export type ActionsRoutes = {
  actions: Actions;
  polling: Polling;
  faults: DispatchFaults;
  downloads: Downloads;
};

const one = '/actions/runs/:run';
const idIn = (c: Context, name: string) => Number(c.req.param(name));
const runIn = (c: Context, { state }: Actions): WorkflowRun => getRun(state, idIn(c, 'run'));

/** Below `/repos/{owner}/{repo}`. `actor` is the login the token belongs to. */
export function actionsRoutes(app: Hono, { actions, polling, faults, downloads }: ActionsRoutes, actor: string): void {
  dispatchRoutes(app, actions, faults, actor);
  runRoutes(app, actions, polling, actor);
  leftoverRoutes(app, actions, downloads);
}

function runRoutes(app: Hono, actions: Actions, polling: Polling, actor: string): void {
  const { view } = actions;
  app.get('/actions/workflows/:workflow/runs', (c) => {
    assertAllowed(polling);
    return paginate(c, listRuns(c, actions), (run) => runView(view, run), 'workflow_runs');
  });
  app.get('/actions/runs', (c) => {
    const { head_sha: sha } = c.req.query();
    const runs = actions.state.runs.filter((run) => sha === undefined || run.sha === sha).toReversed();
    return paginate(c, runs, (run) => runView(view, run), 'workflow_runs');
  });
  app.get(one, (c) => {
    assertAllowed(polling);
    return c.json(runView(view, runIn(c, actions)));
  });
  app.get(`${one}/concurrency_groups`, (c) => c.json(groupsOf(runIn(c, actions))));
  app.get('/actions/concurrency_groups/:name', (c) => c.json(groupOf(actions, c.req.param('name'))));
  app.post(`${one}/cancel`, (c) => {
    actions.cancel(runIn(c, actions), actor);
    return c.json({}, 202);
  });
  app.post(`${one}/rerun-failed-jobs`, (c) => {
    actions.rerun(runIn(c, actions), actor, 'failed jobs');
    return c.json({}, 201);
  });
}

/** What `linkTo` leads to needs no token. */
function leftoverRoutes(app: Hono, actions: Actions, { linkTo }: Pick<Downloads, 'linkTo'>): void {
  const { state, view } = actions;
  app.get(`${one}/attempts/:attempt/jobs`, (c) => {
    const run = runIn(c, actions);
    return paginate(c, [getAttempt(run, idIn(c, 'attempt'))], (attempt) => jobView(view, run, attempt), 'jobs');
  });
  app.get('/actions/jobs/:job/logs', (c) => {
    const { attempt, job } = getJob(state, idIn(c, 'job'));
    // There is nothing to lead to while the job runs.
    if (attempt.status !== 'completed') throw notFound();
    return c.redirect(linkTo('logs', job.id), 302);
  });
  app.get('/check-runs/:job/annotations', (c) => {
    const { job } = getJob(state, idIn(c, 'job'));
    return c.json((state.annotations[job.id] ?? []).map(annotationView));
  });
  app.get(`${one}/artifacts`, (c) =>
    paginate(c, artifactsOf(state, runIn(c, actions).id, c.req.query('name')), artifactView, 'artifacts'),
  );
  app.get('/actions/artifacts/:artifact/zip', (c) => {
    zipOf(state, idIn(c, 'artifact'));
    return c.redirect(linkTo('artifacts', idIn(c, 'artifact')), 302);
  });
}

function assertAllowed({ forbidden }: Polling): void {
  if (forbidden) throw new ApiError(403, 'Resource not accessible by integration');
}

function listRuns(c: Context, { state }: Actions): WorkflowRun[] {
  const { file } = getWorkflow(WORKFLOWS, c.req.param('workflow') ?? '');
  const { event, created } = c.req.query();
  if (created !== undefined && !created.startsWith('>=')) throw new ApiError(422, 'The sandbox knows created=>= only');
  return runsOf(state, file, { event, since: created === undefined ? 0 : Date.parse(created.slice('>='.length)) });
}

function groupsOf({ group = '' }: WorkflowRun) {
  return { total_count: 1, concurrency_groups: [{ group_name: group, group_members: [] }] };
}

function groupOf({ state, view }: Actions, name: string) {
  const runs = state.runs.filter((run) => run.group === name && !isCompleted(run));
  const members = runs.map((run) => {
    const status = isHolding(run) ? 'in_progress' : 'pending';
    return { run_id: run.id, run_name: run.name, run_html_url: runPageUrl(view, run), status };
  });
  return { group_name: name, total_count: members.length, group_members: members };
}
