/**
 * How the dispatcher knows that ingress let an interaction in: ingress signs the whole message, place and time with it,
 * by a key that only the two of them have. Whoever else can write to the queue can neither make nor alter one.
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Admission, ButtonPressed, CommandRequested, InteractionRefused } from '@valine/contracts';
import { deriveKey, deriveKeys } from './derive-key.ts';

export type Interaction = CommandRequested | ButtonPressed | InteractionRefused;
export type Place = Omit<Admission, 'signature'>;

/** What is wrong with the admission of a message: there is none, it is not of this message, or it is too long ago. */
export type AdmissionProblem = 'missing' | 'altered' | 'expired';

/** The message with its admission. `secret`: the value of `ADMISSION_KEY`. */
export function signAdmission<I extends Interaction>(
  secret: string,
  message: I,
  place: Place,
): I & { admission: Admission } {
  const signature = hmac(deriveKey(secret, 'sign messages'), { ...message, admission: place });
  return { ...message, admission: { ...place, signature: signature.toString('base64url') } };
}

/** `maxAgeMs`: how long ago it may have been asked for; `now`: epoch milliseconds. Undefined where nothing is wrong. */
export function checkAdmission(
  secret: string,
  message: Interaction,
  { now, maxAgeMs }: { now: number; maxAgeMs: number },
): AdmissionProblem | undefined {
  if (message.admission === undefined) return 'missing';
  const { signature, ...place } = message.admission;
  if (!isHmac(signature, deriveKeys(secret, 'sign messages'), { ...message, admission: place })) return 'altered';
  return now - askedAt(message) > maxAgeMs ? 'expired' : undefined;
}

/** Epoch milliseconds. */
export function askedAt(message: Interaction): number {
  switch (message.type) {
    case 'command.requested':
      return message.requestedAt;
    case 'button.pressed':
      return message.pressedAt;
    case 'interaction.refused':
      return message.refusedAt;
  }
}

export function hmac(key: KeyObject, of: object): Buffer {
  return createHmac('sha256', key).update(canonicalJson(of)).digest();
}

/** `given`: base64url. By any of the keys. */
export function isHmac(given: string, keys: readonly KeyObject[], of: object): boolean {
  const bytes = Buffer.from(given, 'base64url');
  return keys.some((key) => {
    const right = hmac(key, of);
    return bytes.length === right.length && timingSafeEqual(bytes, right);
  });
}

/** JSON of which there is one for each value: keys are in order, and what is undefined is not there. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
