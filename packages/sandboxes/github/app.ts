/** The sandbox's HTTP application: GitHub's REST API for one repository. */
import { isNameOf } from '@valine/github-model';
import { Hono, type MiddlewareHandler } from 'hono';
import type { Faults } from '../shared/faults.ts';
import type { RequestLog } from '../shared/request-log.ts';
import { type ActionsRoutes, actionsRoutes } from './actions/routes/actions-routes.ts';
import { appRoutes, installationRoute } from './apps/app-routes.ts';
import { manifestRoutes } from './apps/manifest-routes.ts';
import { checkPermissions } from './apps/token-permissions.ts';
import { deviceRoutes, userRoutes } from './identity/device-routes.ts';
import { branchRoutes } from './routes/branch-routes.ts';
import { codeRoutes } from './routes/code-routes.ts';
import { commentRoutes } from './routes/comment-routes.ts';
import { dependencyRoutes } from './routes/dependency-routes.ts';
import { graphqlRoute } from './routes/graphql-route.ts';
import { checkToken, countRequests, ifWritable } from './routes/guard.ts';
import { hookRoutes } from './routes/hook-routes.ts';
import { issueRoutes } from './routes/issue-routes.ts';
import { pullRoutes } from './routes/pull-routes.ts';
import { reviewRoutes } from './routes/review-routes.ts';
import { setUpRoutes } from './routes/set-up-routes.ts';
import { commitPages, issuePage, runPage } from './routes/text-pages.ts';
import { ApiError, notFound, toApiError } from './state/api-error.ts';
import type { GitHubState } from './state/state.ts';
import { repositoryView, userView } from './views/view.ts';
import type { Announcer } from './webhooks/announcer.ts';
import type { WebhookSender } from './webhooks/webhook-sender.ts';

export type AppParts = {
  announce: Announcer;
  webhooks: WebhookSender;
  faults: Faults;
  actions: ActionsRoutes;
  requests: RequestLog;
  /** Login the token belongs to. */
  actor: string;
};

export function createApp({ announce, webhooks, faults, actions, requests, actor }: AppParts): Hono {
  const { state, view } = announce;
  const app = new Hono();
  app.onError((error, c) => {
    const { body, status, accepted, retryAfterSeconds } = toApiError(error);
    if (accepted !== undefined) c.header('X-Accepted-GitHub-Permissions', accepted);
    if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
    return c.json(body, status as 400);
  });
  app.notFound((c) => c.json(new ApiError(404, 'Not Found').body, 404));
  issuePage(app, state);
  runPage(app, state);
  commitPages(app, state);

  const api = new Hono();
  api.use(ifWritable(state));
  for (const routes of [
    issueRoutes,
    commentRoutes,
    dependencyRoutes,
    codeRoutes,
    branchRoutes,
    pullRoutes,
    reviewRoutes,
  ])
    routes(api, announce, actor);
  hookRoutes(api, announce, webhooks);
  setUpRoutes(api, announce);
  actionsRoutes(api, actions, actor);

  app.use(requests.middleware);
  deviceRoutes(app, announce);
  app.use(countRequests(), faults.middleware);
  appRoutes(app, announce, webhooks);
  manifestRoutes(app, announce);
  installationRoute(app, state);
  app.use(checkToken(state), checkPermissions(state));
  app.get('/user', (c) => c.json(userView(view, actor)));
  userRoutes(app, announce);
  graphqlRoute(app, announce, actor);
  api.get('/', (c) => c.json(repositoryView(view)));
  app.use('/repos/:owner/*', ledByName(state));
  for (const path of ['/repos/:owner/:repository', '/repositories/:repositoryId']) app.route(path, api);
  return app;
}

/** A former name leads to the id, as GitHub has it: 301 for what is read, 307 for what is written. */
function ledByName(state: GitHubState): MiddlewareHandler {
  return async (c, next) => {
    const [, , owner, name, ...rest] = new URL(c.req.url).pathname.split('/');
    const asked = `${owner}/${name}`;
    const named = isNameOf(state, asked);
    if (named === 'now') return next();
    if (!named) throw notFound();
    const there = ['/repositories', state.repositoryId, ...rest].join('/') + new URL(c.req.url).search;
    return c.redirect(there, c.req.method === 'GET' ? 301 : 307);
  };
}
