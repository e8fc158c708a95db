/** Deliveries of the repository's webhook: what became of them, and sending one again. */

import type { components } from '@octokit/openapi-types';
import type { Context, Hono } from 'hono';
import { notFound } from '../state/api-error.ts';
import type { Delivery, GitHubState } from '../state/state.ts';
import { repositoryUrl } from '../views/repository-view.ts';
import type { View } from '../views/view.ts';
import type { Webhook, WebhookSender } from '../webhooks/webhook-sender.ts';
import { paginate } from './paginate.ts';

type Schemas = components['schemas'];

export function hookRoutes(app: Hono, view: View, webhook: Webhook, webhooks: WebhookSender): void {
  const { state } = view;
  const hook = () => hookView(view, webhook);
  app.get('/hooks', (c) => c.json([hook()]));
  app.get('/hooks/:hook', (c) => {
    assertHook(c, state);
    return c.json(hook());
  });
  app.get('/hooks/:hook/deliveries', (c) => {
    assertHook(c, state);
    const newestFirst = state.deliveries.filter((each) => each.status !== 'pending').toReversed();
    const self = `${repositoryUrl(view)}/hooks/${state.hookId}/deliveries`;
    return paginate(c, self, newestFirst, (each) => deliveryItemView(state, each));
  });
  app.get('/hooks/:hook/deliveries/:delivery', (c) => c.json(deliveryView(state, deliveryOf(c, state), webhook.url)));
  app.post('/hooks/:hook/deliveries/:delivery/attempts', (c) => {
    webhooks.redeliver(deliveryOf(c, state));
    return c.json({}, 202);
  });
}

function assertHook(c: Context, state: GitHubState): void {
  if (c.req.param('hook') !== String(state.hookId)) throw notFound();
}

function deliveryOf(c: Context, state: GitHubState): Delivery {
  assertHook(c, state);
  const delivery = state.deliveries.find((each) => String(each.id) === c.req.param('delivery'));
  if (delivery === undefined) throw notFound();
  return delivery;
}

function hookView(view: View, webhook: Webhook) {
  const url = `${repositoryUrl(view)}/hooks/${view.state.hookId}`;
  return {
    type: 'Repository',
    id: view.state.hookId,
    name: 'web',
    active: true,
    events: ['check_suite', 'issue_comment', 'issues', 'workflow_job', 'workflow_run'],
    config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: webhook.url },
    created_at: view.state.createdAt,
    updated_at: view.state.createdAt,
    url,
    deliveries_url: `${url}/deliveries`,
  };
}

function deliveryItemView(state: GitHubState, delivery: Delivery): Schemas['hook-delivery-item'] {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: state.repositoryId,
    throttled_at: null,
  };
}

function deliveryView(state: GitHubState, delivery: Delivery, url: string): Schemas['hook-delivery'] {
  return {
    ...deliveryItemView(state, delivery),
    id: delivery.id,
    installation_id: null,
    repository_id: state.repositoryId,
    url,
    request: { headers: delivery.requestHeaders, payload: JSON.parse(delivery.payload) },
    response: { headers: {}, payload: delivery.responseBody },
  };
}
