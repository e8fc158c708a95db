/** What becomes of a delivery whose signature holds. */
import type { EmitterWebhookEventName } from '@octokit/webhooks';
import * as z from 'zod/mini';
import { parseJson } from '../http.ts';
import { type Lacking, type Occurrence, readPayload, type Translated } from './read-payload.ts';
import { translateIssue, translateIssueComment, translatePullRequest } from './translate-issues.ts';
import { translateCheckSuite, translateWorkflowJob, translateWorkflowRun } from './translate-workflows.ts';

export type Delivery = {
  /** Header `X-GitHub-Event`. */
  event: string | undefined;
  /** Header `X-GitHub-Delivery`. */
  id: string | undefined;
  contentType: string | undefined;
  body: Uint8Array;
};

/** `repository`: the one whose events are taken, `owner/name`. `now`: epoch milliseconds. */
export type Facts = { repository: string; now: number };

export type Decision =
  | { do: 'answer-ping' }
  | { do: 'enqueue'; queue: 'dispatch' | 'verify'; message: Translated }
  | { do: 'drop'; why: 'event not used' | 'other repository' }
  | { do: 'reject'; why: 'headers missing' | 'not JSON' | 'no payload' }
  /** `field`: path of the first that is missing. */
  | { do: 'reject'; why: 'field missing'; field: string };

/** The sender is gone when the account was deleted; `ghost` is the login GitHub shows then. */
const Envelope = z.object({
  repository: z.object({ full_name: z.string() }),
  sender: z.catch(z.nullish(z.object({ login: z.string() })), null),
});
const NOBODY = 'ghost';

export function decideDelivery(delivery: Delivery, facts: Facts): Decision {
  if (!delivery.event || !delivery.id) return { do: 'reject', why: 'headers missing' };
  if (delivery.event === 'ping') return { do: 'answer-ping' };
  const rule = findEvent(delivery.event);
  if (rule === undefined) return { do: 'drop', why: 'event not used' };
  const body = isForm(delivery) ? payloadField(delivery.body) : delivery.body;
  if (body === undefined) return { do: 'reject', why: 'no payload' };
  const payload = parseJson(body);
  if (payload === undefined) return { do: 'reject', why: 'not JSON' };
  return decidePayload(rule, delivery.id, payload, facts);
}

/** What GitHub sends unless one chooses JSON: a form with the JSON in its field `payload`. */
function isForm({ contentType }: Delivery): boolean {
  return /^\s*application\/x-www-form-urlencoded/i.test(contentType ?? '');
}

function payloadField(body: Uint8Array): Uint8Array | undefined {
  const payload = new URLSearchParams(new TextDecoder().decode(body)).get('payload');
  return payload === null ? undefined : new TextEncoder().encode(payload);
}

/** The repository keeps the spelling of our settings: GitHub does not tell upper from lower case. */
function decidePayload(rule: EventRule, id: string, payload: unknown, { repository, now }: Facts): Decision {
  const envelope = readPayload(Envelope, payload);
  if ('lacks' in envelope) return lacking(envelope);
  const { repository: from, sender } = envelope.sent;
  if (from.full_name.toLowerCase() !== repository.toLowerCase()) return { do: 'drop', why: 'other repository' };
  const message = rule.translate(payload, { id, repository, sender: sender?.login ?? NOBODY, receivedAt: now });
  return 'lacks' in message ? lacking(message) : { do: 'enqueue', queue: rule.queue, message };
}

function lacking({ lacks }: Lacking): Decision {
  return { do: 'reject', why: 'field missing', field: lacks };
}

type Translate = (payload: unknown, occurrence: Occurrence) => Translated | Lacking;

type EventRule = { queue: 'dispatch' | 'verify'; translate: Translate };

const EVENTS: ReadonlyMap<string, EventRule> = new Map<EmitterWebhookEventName, EventRule>([
  ['issues', { queue: 'dispatch', translate: translateIssue }],
  ['issue_comment', { queue: 'dispatch', translate: translateIssueComment }],
  ['pull_request', { queue: 'dispatch', translate: translatePullRequest }],
  ['check_suite', { queue: 'verify', translate: translateCheckSuite }],
  ['workflow_run', { queue: 'verify', translate: translateWorkflowRun }],
  ['workflow_job', { queue: 'verify', translate: translateWorkflowJob }],
]);

/** `name` is the header `X-GitHub-Event`. */
export function findEvent(name: string): EventRule | undefined {
  return EVENTS.get(name);
}
