/**
 * How the dispatcher knows who has put on its queue what no person has asked for: ingress signs news of GitHub, the
 * dispatcher what it tells itself. What others observe for it brings back a ticket that only the dispatcher makes.
 */
import { timingSafeEqual } from 'node:crypto';
import { hmac, isHmac } from './admission.ts';
import { deriveKey, deriveKeys } from './derive-key.ts';

/** There is none, or it is not of this message. */
export type SignatureProblem = 'missing' | 'altered';

type Signable = { type: string; signature?: string | undefined };

/** `secret`: the value of `ADMISSION_KEY`. */
export function signMessage<M extends Signable>(secret: string, message: M): M & { signature: string } {
  const { signature: _, ...bare } = message;
  return { ...message, signature: hmac(deriveKey(secret, 'sign news'), bare).toString('base64url') };
}

/** Undefined where nothing is wrong. */
export function checkSignature(secret: string, { signature, ...message }: Signable): SignatureProblem | undefined {
  if (signature === undefined) return 'missing';
  return isHmac(signature, deriveKeys(secret, 'sign news'), message) ? undefined : 'altered';
}

/** What an answer has to bring back. `question`: names what was asked, and nothing else does. */
export function ticketFor(secret: string, question: readonly (string | number)[]): string {
  return hmac(deriveKey(secret, 'make tickets'), question).toString('base64url');
}

/** Of a ticket that was kept: how long it takes tells nothing of it. */
export function isSameTicket(kept: string, given: string): boolean {
  const [one, other] = [Buffer.from(kept), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

export function isTicketFor(
  secret: string,
  ticket: string | undefined,
  question: readonly (string | number)[],
): boolean {
  return ticket !== undefined && isHmac(ticket, deriveKeys(secret, 'make tickets'), question);
}
