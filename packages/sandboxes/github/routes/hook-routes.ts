/** Webhooks of the repository, and what became of their deliveries. */
import { deliveriesPage, type Hook, redeliverable } from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { ApiError, notFound } from '../state/api-error.ts';
import { type Delivery, type GitHubState, takeId } from '../state/state.ts';
import type { View } from '../views/view.ts';
import { repositoryUrl } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';
import { paginate } from './paginate.ts';
import { type Body, namesField, readBody, requiredText, textField } from './request-body.ts';

/** Below the repository. */
export function hookRoutes(app: Hono, { state, save, view }: Announcer, webhooks: WebhookSender): void {
  const hookIn = (c: Context): Hook => {
    const hook = state.setUp.hooks.find(({ id }) => id === Number(c.req.param('hook')));
    if (hook === undefined) throw notFound();
    return hook;
  };
  app.get('/hooks', (c) => paginate(c, state.setUp.hooks, (hook) => hookView(view, hook)));
  app.get('/hooks/:hook', (c) => c.json(hookView(view, hookIn(c))));
  app.post('/hooks', async (c) => {
    const body = await readBody(c);
    const url = requiredText(configIn(body), 'url', 'Hook');
    if (state.setUp.hooks.some((hook) => hook.url === url))
      throw new ApiError(422, 'Validation Failed', { errors: [{ message: 'Hook already exists on this repository' }] });
    const empty: Hook = { id: takeId(state), url, contentType: 'form', insecureSsl: false, secret: '', ...ON };
    const hook = changed(empty, body);
    state.setUp.hooks.push(hook);
    save();
    return c.json(hookView(view, hook), 201);
  });
  app.patch('/hooks/:hook', async (c) => {
    const hook = Object.assign(hookIn(c), changed(hookIn(c), await readBody(c)));
    save();
    return c.json(hookView(view, hook));
  });
  app.patch('/hooks/:hook/config', async (c) => {
    const hook = Object.assign(hookIn(c), configOf(await readBody(c)));
    save();
    return c.json(configView(hook));
  });
  deliveryRoutes(app, '/hooks/:hook/deliveries', state, webhooks);
}

const PER_PAGE = { usual: 30, most: 100 };

/** The newest first, in pages by cursor. */
export function deliveryRoutes(app: Hono, path: string, state: GitHubState, webhooks: WebhookSender) {
  app.get(path, (c) => {
    const perPage = Math.min(Number(c.req.query('per_page')) || PER_PAGE.usual, PER_PAGE.most);
    const { page, next } = deliveriesPage(state.deliveries, { perPage, cursor: c.req.query('cursor') });
    if (next !== undefined) c.header('Link', `<${withCursor(c.req.url, next)}>; rel="next"`);
    return c.json(page.map((delivery) => deliveryView(delivery, state)));
  });
  app.get(`${path}/:delivery`, (c) => {
    const found = redeliverable(state.deliveries, Number(c.req.param('delivery')), Date.now());
    return c.json(deliveryView(found, state));
  });
  app.post(`${path}/:delivery/attempts`, (c) => {
    webhooks.redeliver(redeliverable(state.deliveries, Number(c.req.param('delivery')), Date.now()));
    return c.json({}, 202);
  });
}

function withCursor(given: string, cursor: string): string {
  const url = new URL(given);
  url.searchParams.set('cursor', cursor);
  return url.href;
}

const ON = { active: true, events: ['push'] };

/** As GitHub takes it: `config` is changed as a whole, and a secret that is left out is kept. */
function changed(hook: Hook, body: Body): Hook {
  const active = typeof body['active'] === 'boolean' ? { active: body['active'] } : {};
  const events = namesField(body, 'events');
  return {
    ...hook,
    ...active,
    ...(events && { events }),
    ...configOf(body['config'] === undefined ? {} : configIn(body)),
  };
}

export function configOf(config: Body): Partial<Hook> {
  const [url, secret, type] = ['url', 'secret', 'content_type'].map((name) => textField(config, name));
  const insecure = config['insecure_ssl'];
  return {
    ...(url !== undefined && { url }),
    ...(secret !== undefined && { secret }),
    ...(type !== undefined && { contentType: type === 'json' ? ('json' as const) : ('form' as const) }),
    ...(insecure !== undefined && { insecureSsl: String(insecure) === '1' }),
  };
}

function configIn(body: Body): Body {
  return { ...Object(body['config']) };
}

/** A secret is never shown, only that there is one. */
export function configView({ url, contentType, insecureSsl, secret }: Hook) {
  const shown = secret === '' ? {} : { secret: '********' };
  return { url, content_type: contentType, insecure_ssl: insecureSsl ? '1' : '0', ...shown };
}

function hookView(view: View, hook: Hook) {
  const { id, active, events } = hook;
  const about = { type: 'Repository', id, name: 'web', active, events };
  return { ...about, config: configView(hook), url: `${repositoryUrl(view)}/hooks/${id}` };
}

/** An App's are told with the installation besides. */
function deliveryView(
  { id, guid, event, action, redelivery, status, statusCode, at = 0 }: Delivery,
  { repositoryId, setUp }: GitHubState,
) {
  const about = { id, guid, event, action, redelivery, status, status_code: statusCode, duration: 0.1 };
  const where = { installation_id: setUp.app?.installation?.id ?? null, repository_id: repositoryId };
  return { ...about, ...where, delivered_at: new Date(at).toISOString(), throttled_at: null };
}
