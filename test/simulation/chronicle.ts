/** What a world remembers of itself, for invariants to read: who was promised what, and what was sent. */
import { type Notification, type NotifyMessage, QUEUES, type QueueName } from '@valine/contracts';
import type { HttpRequest } from '@valine/ingress';
import type { StoredRecord } from '@valine/records';

export type SentMessage = { text: string; group?: string };

export type Chronicle = {
  /** Interactions that ingress took, by id: Discord was told to wait for the answer; with the time. */
  accepted: Map<string, number>;
  /** Deliveries that ingress took, to be sent again. */
  deliveries: HttpRequest[];
  /** Everything ever sent, by queue and text. */
  sent: Readonly<Record<QueueName, Map<string, SentMessage>>>;
  /** What an attacker has put on a queue, and what the verifier has answered to it: nothing comes of it. */
  forged: Set<string>;
  /** By key: the newest revision that anybody asked to be shown. */
  newest: Map<string, Notification>;
  /** Whose message a nonce is for: the key of the record that claimed it. */
  keyOfOperation: Map<string, string>;
  /** When a plan or tracking was begun, by its id. Epoch milliseconds. */
  begunAt: Map<string, number>;
  /** When faults stopped. Epoch milliseconds. */
  calmSince: number;
};

export function createChronicle(): Chronicle {
  const sent = Object.fromEntries(QUEUES.map((queue) => [queue, new Map()])) as Chronicle['sent'];
  return {
    accepted: new Map(),
    deliveries: [],
    sent,
    forged: new Set(),
    newest: new Map(),
    keyOfOperation: new Map(),
    begunAt: new Map(),
    calmSince: Number.POSITIVE_INFINITY,
  };
}

export function noteSent(chronicle: Chronicle, queue: QueueName, body: unknown, text: string): void {
  if (body === undefined || chronicle.sent[queue].has(text)) return;
  if (queue !== 'notify') {
    chronicle.sent[queue].set(text, { text });
    return;
  }
  const notification = body as NotifyMessage;
  if (notification.type === 'set-up.check') {
    chronicle.sent.notify.set(text, { text, group: notification.type });
    return;
  }
  chronicle.sent.notify.set(text, { text, group: notification.conversation });
  const known = chronicle.newest.get(notification.key);
  if (known === undefined || known.revision < notification.revision)
    chronicle.newest.set(notification.key, notification);
}

export function noteAccepted(chronicle: Chronicle, request: HttpRequest, about: string, at: number): void {
  if (request.path === '/discord') chronicle.accepted.set(about, at);
  else chronicle.deliveries.push(request);
}

export function noteWritten(chronicle: Chronicle, record: StoredRecord, at: number): void {
  if (record.kind === 'plan' || record.kind === 'tracking')
    chronicle.begunAt.set(record.id, chronicle.begunAt.get(record.id) ?? at);
  if (record.kind === 'message' && record.claim !== undefined)
    chronicle.keyOfOperation.set(record.claim.operation, record.id);
}
