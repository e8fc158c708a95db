/** What becomes of a delivery whose signature holds. */
import * as z from 'zod/mini';
import { parseJson } from '../http.ts';
import { type EventRule, findEvent } from './events.ts';
import type { Translated } from './occurrence.ts';

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
  | { do: 'reject'; why: 'form encoded' | 'headers missing' | 'not JSON' | 'fields missing' };

/** The sender is gone when the account was deleted; `ghost` is the login GitHub shows then. */
const Envelope = z.object({
  repository: z.object({ full_name: z.string() }),
  sender: z.nullish(z.object({ login: z.string() })),
});
const NOBODY = 'ghost';

export function decideDelivery(delivery: Delivery, facts: Facts): Decision {
  if (/^\s*application\/x-www-form-urlencoded/i.test(delivery.contentType ?? '')) {
    return { do: 'reject', why: 'form encoded' };
  }
  if (!delivery.event || !delivery.id) return { do: 'reject', why: 'headers missing' };
  if (delivery.event === 'ping') return { do: 'answer-ping' };
  const rule = findEvent(delivery.event);
  if (rule === undefined) return { do: 'drop', why: 'event not used' };
  const payload = parseJson(delivery.body);
  if (payload === undefined) return { do: 'reject', why: 'not JSON' };
  return decidePayload(rule, delivery.id, payload, facts);
}

/** The repository keeps the spelling of our settings: GitHub does not tell upper from lower case. */
function decidePayload(rule: EventRule, id: string, payload: unknown, { repository, now }: Facts): Decision {
  const envelope = z.safeParse(Envelope, payload).data;
  if (envelope === undefined) return { do: 'reject', why: 'fields missing' };
  if (envelope.repository.full_name.toLowerCase() !== repository.toLowerCase()) {
    return { do: 'drop', why: 'other repository' };
  }
  const occurrence = { id, repository, sender: envelope.sender?.login ?? NOBODY, receivedAt: now };
  const message = rule.translate(payload, occurrence);
  return message === undefined
    ? { do: 'reject', why: 'fields missing' }
    : { do: 'enqueue', queue: rule.queue, message };
}
