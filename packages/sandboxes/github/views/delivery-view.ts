/** A webhook delivery as GitHub's REST API shows it. */
import type { components } from '@octokit/openapi-types';
import type { Delivery, GitHubState } from '../state/state.ts';

type Schemas = components['schemas'];

export function deliveryItemView(state: GitHubState, delivery: Delivery): Schemas['hook-delivery-item'] {
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

export function deliveryView(state: GitHubState, delivery: Delivery, url: string): Schemas['hook-delivery'] {
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
