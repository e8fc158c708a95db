/** How an App is made of a manifest and installed, on pages of GitHub whose buttons people press. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type App, isPermissions } from '@valine/github-model';
import type { Hono } from 'hono';
import { ApiError, notFound } from '../state/api-error.ts';
import { type GitHubState, takeId } from '../state/state.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { appView } from './app-routes.ts';

const SECRET_BYTES = 20;

export function manifestRoutes(app: Hono, { state, save }: Announcer): void {
  for (const path of ['/settings/apps/new', '/organizations/:organization/settings/apps/new'])
    app.post(path, async (c) => {
      const form = new URLSearchParams(await c.req.text());
      const { made, redirectUrl } = readManifest(state, form.get('manifest') ?? '');
      const code = randomBytes(SECRET_BYTES).toString('hex');
      state.manifests = { ...state.manifests, [code]: made };
      save();
      const back = new URL(redirectUrl);
      back.searchParams.set('code', code);
      back.searchParams.set('state', c.req.query('state') ?? '');
      return c.redirect(String(back));
    });
  app.get('/apps/:slug/installations/new', (c) => {
    const made = state.setUp.app;
    if (made?.slug !== c.req.param('slug')) throw notFound();
    const { permissions, hook } = made;
    made.installation ??= { id: takeId(state), permissions, events: hook.events, coversRepository: true };
    save();
    return c.text(`Installed on ${state.repository}.\n`);
  });
  // The code is good once: what it gives is lost where its answer is.
  app.post('/app-manifests/:code/conversions', (c) => {
    const { [c.req.param('code')]: made, ...others } = state.manifests ?? {};
    if (made === undefined) throw notFound();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    state.manifests = others;
    state.setUp.app = { ...made, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
    save();
    const secrets = { client_secret: randomBytes(SECRET_BYTES).toString('hex'), webhook_secret: made.hook.secret };
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    return c.json({ ...appView(state, made), client_id: `Iv23li${made.id}`, ...secrets, pem }, 201);
  });
}

type Manifest = {
  name?: unknown;
  url?: unknown;
  redirect_url?: unknown;
  hook_attributes?: { url?: unknown };
  default_permissions?: unknown;
  default_events?: unknown;
};

/** @throws ApiError 422 for one that GitHub would not take */
function readManifest(state: GitHubState, text: string): { made: App; redirectUrl: string } {
  const sent: Manifest = Object(JSON.parse(text));
  const { name, url, redirect_url: redirectUrl, default_permissions: permissions, default_events: events } = sent;
  const hookUrl = sent.hook_attributes?.url;
  const lacks = [name, url, redirectUrl, hookUrl].some((each) => typeof each !== 'string' || each === '');
  if (lacks || !isPermissions(permissions) || !Array.isArray(events)) throw new ApiError(422, 'Invalid manifest');
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const about = { url: String(hookUrl), contentType: 'json', insecureSsl: false, secret, active: true } as const;
  const made: App = {
    id: takeId(state),
    slug: String(name)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-'),
    name: String(name),
    publicKey: '',
    permissions,
    hook: { id: takeId(state), ...about, events: events.map(String) },
  };
  return { made, redirectUrl: String(redirectUrl) };
}
