/** GitHub Actions below `/repos/{owner}/{repo}`. */
import type { Hono } from 'hono';
import type { Actions } from '../actions.ts';
import type { Downloads } from '../downloads.ts';
import { type DispatchFaults, dispatchRoutes } from './dispatch-routes.ts';
import { leftoverRoutes, type Polling, runRoutes } from './run-routes.ts';

export type ActionsRoutes = {
  actions: Actions;
  polling: Polling;
  faults: DispatchFaults;
  downloads: Downloads;
};

/** `actor` is the login the token belongs to. */
export function actionsRoutes(app: Hono, { actions, polling, faults, downloads }: ActionsRoutes, actor: string): void {
  dispatchRoutes(app, actions, faults, actor);
  runRoutes(app, actions, polling, actor);
  leftoverRoutes(app, actions, downloads);
}
