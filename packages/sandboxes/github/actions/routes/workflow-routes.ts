/** `/actions/workflows`: what there is, and each one's runs. */
import { getWorkflow } from '@valine/github-model';
import type { Hono } from 'hono';
import { paginate } from '../../routes/paginate.ts';
import { WORKFLOWS } from '../../state/workflows.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import type { Actions } from '../actions.ts';
import { runView } from '../views/run-view.ts';
import { workflowView } from '../views/workflow-view.ts';
import { listRuns, runQueryOf } from './list-runs.ts';
import type { Polling } from './polling.ts';

export function workflowRoutes(app: Hono, { state, view }: Actions, polling: Polling): void {
  const self = () => `${repositoryUrl(view)}/actions/workflows`;
  app.get('/actions/workflows', (c) =>
    paginate(c, self(), WORKFLOWS, (workflow) => workflowView(view, workflow), 'workflows'),
  );
  app.get('/actions/workflows/:workflow', (c) =>
    c.json(workflowView(view, getWorkflow(WORKFLOWS, c.req.param('workflow')))),
  );
  app.get('/actions/workflows/:workflow/runs', (c) => {
    polling.assertAllowed();
    const { file, id } = getWorkflow(WORKFLOWS, c.req.param('workflow'));
    const own = state.runs.filter(({ workflow }) => workflow === file);
    return paginate(
      c,
      `${self()}/${id}/runs`,
      listRuns(own, runQueryOf(c)),
      (run) => runView(view, run),
      'workflow_runs',
    );
  });
}
