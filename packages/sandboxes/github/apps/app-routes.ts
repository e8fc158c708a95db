/** The GitHub App: who it is, its installation and tokens, its webhook. */
import { randomBytes, verify } from 'node:crypto';
import { type App, type Installation, isPermissions, ownerOf, type Permissions } from '@valine/github-model';
import { Hono, type MiddlewareHandler } from 'hono';
import { configOf, configView, deliveryRoutes } from '../routes/hook-routes.ts';
import { type Body, readBody } from '../routes/request-body.ts';
import { ApiError, notFound } from '../state/api-error.ts';
import type { GitHubState } from '../state/state.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';
import { isEnough } from './token-permissions.ts';

const HOUR_MS = 60 * 60 * 1000;

export function appRoutes(app: Hono, announce: Announcer, webhooks: WebhookSender): void {
  const { state, save } = announce;
  const api = new Hono();
  api.use(checkAppToken(state));
  api.get('/', (c) => c.json(appView(state, getApp(state))));
  api.get('/installations/:id', (c) => c.json(installationView(state, getInstallation(state, c.req.param('id')))));
  api.post('/installations/:id/access_tokens', async (c) => {
    const installation = getInstallation(state, c.req.param('id'));
    if (installation.suspendedAt !== undefined) throw new ApiError(403, 'This installation has been suspended');
    const asked = await readBody(c);
    assertCovered(state, installation, asked);
    const permissions = permissionsOf(installation, asked['permissions']);
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const until = Date.now() + HOUR_MS;
    state.installationTokens[token] = { until, permissions };
    save();
    const repositories = [{ id: state.repositoryId, full_name: state.repository }];
    const about = { token, expires_at: new Date(until).toISOString(), permissions, repository_selection: 'selected' };
    const isNarrow = asked['repositories'] !== undefined || asked['repository_ids'] !== undefined;
    return c.json({ ...about, ...(isNarrow && { repositories }) }, 201);
  });
  api.get('/hook/config', (c) => c.json(configView(getApp(state).hook)));
  api.patch('/hook/config', async (c) => {
    const { hook } = getApp(state);
    Object.assign(hook, configOf(await readBody(c)));
    save();
    return c.json(configView(hook));
  });
  deliveryRoutes(api, '/hook/deliveries', state, webhooks);
  app.route('/app', api);
}

/** Below the repository, for the App itself. */
export function installationRoute(app: Hono, state: GitHubState): void {
  app.get('/repos/:owner/:repository/installation', checkAppToken(state), (c) => {
    const { installation } = getApp(state);
    if (installation?.coversRepository !== true) throw notFound();
    return c.json(installationView(state, installation));
  });
}

/** By its name of today, without the owner, or by its id: a former name is none. @throws ApiError 422 */
function assertCovered({ repository, repositoryId }: GitHubState, { coversRepository }: Installation, asked: Body) {
  const names = [asked['repositories'] ?? []].flat();
  const ids = [asked['repository_ids'] ?? []].flat();
  const isOurs = names.every((name) => name === repository.split('/')[1]) && ids.every((id) => id === repositoryId);
  if (isOurs && (coversRepository || names.length + ids.length === 0)) return;
  throw new ApiError(
    422,
    'There is at least one repository that does not exist or is not accessible to the parent installation.',
  );
}

/** All that the installation has, or of that what is asked for. @throws ApiError 422 for what it has not */
function permissionsOf({ permissions }: Installation, asked: unknown): Permissions {
  if (asked === undefined) return permissions;
  const isGranted = ([key, level]: [string, string]) => isEnough(permissions[key], level);
  if (isPermissions(asked) && Object.entries(asked).every(isGranted)) return { metadata: 'read', ...asked };
  throw new ApiError(422, 'The permissions requested are not granted to this installation.');
}

function getApp({ setUp }: GitHubState): App {
  if (setUp.app === undefined) throw notFound();
  return setUp.app;
}

function getInstallation(state: GitHubState, id: string): Installation {
  const { installation } = getApp(state);
  if (installation?.id !== Number(id)) throw notFound();
  return installation;
}

/** A JSON Web Token, which the App signs itself: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
function checkAppToken(state: GitHubState): MiddlewareHandler {
  return async (c, next) => {
    const token = /^bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const [head = '', body = '', signature = ''] = token.split('.');
    if (signature === '') throw new ApiError(401, 'A JSON web token could not be decoded');
    const { iss, iat, exp } = JSON.parse(Buffer.from(body, 'base64url').toString());
    const { app } = state.setUp;
    if (app === undefined || String(iss) !== String(app.id)) throw new ApiError(404, 'Integration not found');
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      app.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!isSigned) throw new ApiError(401, 'A JSON web token could not be decoded');
    const now = Date.now() / 1000;
    if (exp < now)
      throw new ApiError(
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    if (iat > now + 60 || exp > now + 660)
      throw new ApiError(
        401,
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
    await next();
  };
}

export function appView(state: GitHubState, { id, slug, name, permissions, hook: { events } }: App) {
  const owner = { login: ownerOf(state), type: 'Organization' };
  return { id, slug, name, owner, permissions, events, html_url: `https://github.com/apps/${slug}` };
}

function installationView(state: GitHubState, { id, permissions, events, suspendedAt }: Installation) {
  const account = { login: ownerOf(state), type: 'Organization' };
  const suspended = suspendedAt === undefined ? null : new Date(suspendedAt).toISOString();
  const about = { id, app_id: getApp(state).id, account, repository_selection: 'selected' };
  return {
    ...about,
    permissions,
    events,
    suspended_at: suspended,
    html_url: `https://github.com/settings/installations/${id}`,
  };
}
