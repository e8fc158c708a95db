/** What stands beside a delivery in GitHub's list of recent deliveries. */
import type { Decision } from './decide.ts';

export function rejectedMessage(why: Extract<Decision, { do: 'reject' }>['why']): string {
  switch (why) {
    case 'form encoded':
      return 'The body is form-encoded. Choose the content type application/json in the settings of the webhook.';
    case 'headers missing':
      return 'X-GitHub-Event or X-GitHub-Delivery is missing. Only deliveries of a GitHub webhook are taken.';
    case 'not JSON':
      return 'The body is not JSON. Only deliveries of a GitHub webhook are taken.';
    case 'fields missing':
      return 'The payload lacks fields that this event always has. See the log of the ingress function.';
  }
}

export function queueUnavailableMessage(): string {
  return 'The queue that takes events cannot be reached. Redeliver this delivery later.';
}
