/** What stands beside a delivery in GitHub's list of recent deliveries. */
import type { Decision } from './decide.ts';

/** Its reader has signed with our secret, so it may name what is missing. */
export function rejectedMessage(rejection: Extract<Decision, { do: 'reject' }>): string {
  switch (rejection.why) {
    case 'headers missing':
      return 'X-GitHub-Event or X-GitHub-Delivery is missing. Only deliveries of a GitHub webhook are taken.';
    case 'not JSON':
      return 'The body is not JSON. Only deliveries of a GitHub webhook are taken.';
    case 'no payload':
      return 'The form has no field payload. Only deliveries of a GitHub webhook are taken.';
    case 'field missing':
      return `The payload has no ${rejection.field}, or not as GitHub sends it, and this event cannot be understood without.`;
  }
}

export function queueUnavailableMessage(): string {
  return 'The queue that takes events cannot be reached. Redeliver this delivery later.';
}

export function newNameMessage(ours: string, name: string): string {
  return `The repository ${ours} is called ${name} now. Its deliveries are still taken; set GITHUB_REPOSITORY to ${name}.`;
}

export function otherRepositoryMessage(ours: string, name: string): string {
  return `It is of ${name}, and only deliveries of ${ours} are taken. GitHub is asked whether that was renamed or transferred; if so, set GITHUB_REPOSITORY to ${name}, else take the webhook out of ${name}.`;
}
