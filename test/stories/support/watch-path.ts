/** What happens between two moments: the messages that our queues are sent, and the requests that GitHub gets. */
import type { QueueName } from '@valine/contracts';
import type { Team } from './open-team.ts';

export type Path = {
  /** `queue ← message type`, in the order of their sending. */
  sent(): string[];
  requests(): string[];
};

/** From now on. */
export function watchPath({ queues, github }: Team): Path {
  const sent: string[] = [];
  const { send } = queues;
  queues.send = async (queue: QueueName, entries) => {
    sent.push(...entries.map(({ body }) => `${queue} ← ${typeOf(body)}`));
    await send(queue, entries);
  };
  github.forgetRequests();
  return { sent: () => [...sent], requests: () => github.requests().map(legibleRequest) };
}

/** Ids, moments and the names of the repository are what differs, or says nothing. */
function legibleRequest(request: string): string {
  return decodeURIComponent(request)
    .replace('/repos/acme/web', '')
    .replace(/\b24100\d{5}\b/g, '{id}')
    .replace(/\b[0-9a-f]{40}\b/g, '{sha}')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '{moment}');
}

function typeOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'type' in body ? String(body.type) : '?';
}
