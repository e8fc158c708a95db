/** GitHub Actions below `/repos/{owner}/{repo}`. */
import type { Hono } from 'hono';
import type { Actions } from '../actions.ts';
import type { Downloads } from '../downloads.ts';
import { artifactRoutes } from './artifact-routes.ts';
import { type DispatchFaults, dispatchRoutes } from './dispatch-routes.ts';
import { jobRoutes } from './job-routes.ts';
import type { Polling } from './polling.ts';
import { runRoutes } from './run-routes.ts';
import { workflowRoutes } from './workflow-routes.ts';

export type ActionsRoutes = {
  actions: Actions;
  polling: Polling;
  faults: DispatchFaults;
  downloads: Downloads;
};

/** `actor` is the login the token belongs to. */
export function actionsRoutes(app: Hono, { actions, polling, faults, downloads }: ActionsRoutes, actor: string): void {
  workflowRoutes(app, actions, polling);
  dispatchRoutes(app, actions, faults, actor);
  runRoutes(app, actions, polling, actor);
  jobRoutes(app, actions, (id) => downloads.linkTo('logs', id));
  artifactRoutes(app, actions, (id) => downloads.linkTo('artifacts', id));
}
