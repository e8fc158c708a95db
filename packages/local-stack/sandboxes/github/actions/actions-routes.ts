/** GitHub Actions below `/repos/{owner}/{repo}`. */
import type { Hono } from 'hono';
import type { Actions } from './actions.ts';
import { artifactRoutes } from './routes/artifact-routes.ts';
import { type DispatchFaults, dispatchRoutes } from './routes/dispatch-routes.ts';
import { jobRoutes } from './routes/job-routes.ts';
import type { Polling } from './routes/polling.ts';
import { runRoutes } from './routes/run-routes.ts';
import { workflowRoutes } from './routes/workflow-routes.ts';

export type ActionsRoutes = {
  actions: Actions;
  polling: Polling;
  faults: DispatchFaults;
  /** A signed link to what GitHub keeps elsewhere. */
  linkTo(kind: 'logs' | 'artifacts', id: number): string;
};

/** `actor` is the login the token belongs to. */
export function actionsRoutes(app: Hono, { actions, polling, faults, linkTo }: ActionsRoutes, actor: string): void {
  workflowRoutes(app, actions, polling);
  dispatchRoutes(app, actions, faults, actor);
  runRoutes(app, actions, polling, actor);
  jobRoutes(app, actions, (id) => linkTo('logs', id));
  artifactRoutes(app, actions, (id) => linkTo('artifacts', id));
}
