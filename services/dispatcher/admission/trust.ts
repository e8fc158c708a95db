/** What no person has asked for is done only if its sender is known; see `TRUST`. */
import { checkSignature, isTicketFor, signMessage, ticketFor } from '@valine/admission';
import { type DispatchMessage, type PlanReconcile, type SignedMessage, TRUST } from '@valine/contracts';
import type { Hide, QueueEntry, Queues } from '@valine/lambda-kit';
import { RECORD_RETENTION_DAYS, SET_UP_IDS } from '@valine/records';
import type { Ports } from '../ports.ts';
import { asSent, NotAdmitted } from './admit.ts';

/**
 * News of GitHub may come late: a redrive days later is as good, for they only say where to look. It ends when no record
 * remembers any more that it has heard them.
 */
const MAX_AGE_MS = RECORD_RETENTION_DAYS * 24 * 3_600_000;

type TrustPorts = Pick<Ports, 'clock' | 'logger' | 'admissionKey' | 'settings'>;

/** False if it is too old. `body`: what it was made of. Commands and presses are looked at by themselves, and observations of trackings. @throws NotAdmitted */
export function isTrusted(ports: TrustPorts, message: DispatchMessage, body?: unknown): boolean {
  if (isSigned(message)) return isSignedBySender(ports, asSent(message, body));
  if (message.type === 'set-up.observed')
    assertTicket(
      message,
      isTicketFor(ports.admissionKey, message.ticket, [SET_UP_IDS[message.area ?? 'github'], message.slot]),
    );
  if (message.type !== 'plan.observed') return true;
  const { planId, answers = '', ticket } = message;
  const isFromBefore = ticket === undefined && isOfVersionBefore(ports);
  assertTicket(message, isFromBefore || isTicketFor(ports.admissionKey, ticket, ['plan', planId, answers]));
  return true;
}

function isSigned(message: DispatchMessage): message is SignedMessage {
  return TRUST[message.type] === 'signature';
}

/** It has signed nothing and given no tickets; what it has sent is taken for as long as somebody has said. */
function isOfVersionBefore({ clock, settings: { acceptUnsignedUntil = 0 } }: TrustPorts): boolean {
  return clock.now() < acceptUnsignedUntil;
}

function isSignedBySender(ports: TrustPorts, message: SignedMessage): boolean {
  const { clock, logger, admissionKey } = ports;
  const problem = checkSignature(admissionKey, message);
  const isFromBefore = problem === 'missing' && isOfVersionBefore(ports);
  if (problem !== undefined && !isFromBefore) refuse(message, `admission_${problem}`);
  if (!('receivedAt' in message) || message.receivedAt === undefined) return true;
  if (clock.now() - message.receivedAt <= MAX_AGE_MS) return true;
  logger.warn('news of GitHub that is too old', { ...about(message), reasonCode: 'admission_expired' });
  return false;
}

/** @throws NotAdmitted unless it is right */
export function assertTicket(message: DispatchMessage, isRight: boolean): void {
  if (!isRight) refuse(message, 'admission_no_ticket');
}

function refuse(message: DispatchMessage, reasonCode: string): never {
  throw new NotAdmitted({ ...about(message), reasonCode }, `${reasonCode}: who has sent this is not known`);
}

function about({ id, type }: DispatchMessage) {
  return { audit: true, id, type };
}

function isMessage(body: unknown): body is DispatchMessage | PlanReconcile {
  return typeof body === 'object' && body !== null && 'type' in body;
}

/** Signs messages to the dispatcher's own queue, and adds tickets to questions for the verifier. `hide` takes secrets out first. */
export function signingQueues(queues: Queues, admissionKey: string, hide: Hide = (same) => same): Queues {
  return {
    send: (queue, entries) =>
      queues.send(
        queue,
        entries.map((entry) => signedEntry({ ...entry, body: hide(entry.body) }, admissionKey)),
      ),
  };
}

function signedEntry(entry: QueueEntry, admissionKey: string): QueueEntry {
  const { body: message } = entry;
  if (!isMessage(message)) return entry;
  if (message.type === 'plan.reconcile')
    return { ...entry, body: { ...message, ticket: ticketFor(admissionKey, ['plan', message.planId, message.id]) } };
  return isSigned(message) ? { ...entry, body: signMessage(admissionKey, message) } : entry;
}
