/**
 * How the dispatcher knows who has put on its queue what no person has asked for: ingress signs news of GitHub, the
 * dispatcher what it tells itself. What others observe for it brings back a ticket that only the dispatcher makes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './admission.ts';
import { deriveKey } from './derive-key.ts';

/** There is none, or it is not of this message. */
export type SignatureProblem = 'missing' | 'altered';

type Signable = { type: string; signature?: string | undefined };

/** `secret`: the value of `ADMISSION_KEY`. */
export function signMessage<M extends Signable>(secret: string, message: M): M & { signature: string } {
  const { signature: _, ...bare } = message;
  return { ...message, signature: hmac(secret, 'sign news', bare).toString('base64url') };
}

/** `secrets`: any of them may have signed it. Undefined where nothing is wrong. */
export function checkSignature(
  secrets: readonly string[],
  { signature, ...message }: Signable,
): SignatureProblem | undefined {
  if (signature === undefined) return 'missing';
  return secrets.some((secret) => isEqual(signature, hmac(secret, 'sign news', message))) ? undefined : 'altered';
}

/** What an answer has to bring back. `question`: names what was asked, and nothing else does. */
export function ticketFor(secret: string, question: readonly (string | number)[]): string {
  return hmac(secret, 'make tickets', question).toString('base64url');
}

/** `secrets`: any of them may have made it. */
export function isTicketFor(
  secrets: readonly string[],
  ticket: string | undefined,
  question: readonly (string | number)[],
): boolean {
  return ticket !== undefined && secrets.some((secret) => isEqual(ticket, hmac(secret, 'make tickets', question)));
}

function hmac(secret: string, use: 'sign news' | 'make tickets', of: object): Buffer {
  return createHmac('sha256', deriveKey(secret, use)).update(canonicalJson(of)).digest();
}

function isEqual(given: string, right: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}
