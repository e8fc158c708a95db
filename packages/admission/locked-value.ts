/**
 * A value that nobody reads on its way from ingress to the dispatcher: locked with AES-256-GCM, for one interaction.
 * The nonce follows from the value, so that the same interaction locks the same value alike, and no two share a nonce.
 */
import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from 'node:crypto';
import { deriveKey, deriveKeys } from './derive-key.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** Text that stands for `text`, base64url. `secret`: the value of `ADMISSION_KEY`. */
export function lockValue(secret: string, text: string, interactionId: string): string {
  const nonce = nonceFor(secret, text, interactionId);
  const cipher = createCipheriv(ALGORITHM, deriveKey(secret, 'lock values'), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(interactionId));
  const locked = [nonce, cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([...locked, cipher.getAuthTag()]).toString('base64url');
}

/** Undefined where it was locked by another key or for another interaction, or was altered since. */
export function unlockValue(secret: string, locked: string, interactionId: string): string | undefined {
  const bytes = Buffer.from(locked, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  for (const key of deriveKeys(secret, 'lock values')) {
    const text = unlockWith(key, bytes, interactionId);
    if (text !== undefined) return text;
  }
  return undefined;
}

function unlockWith(key: KeyObject, bytes: Buffer, interactionId: string): string | undefined {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(interactionId));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function nonceFor(secret: string, text: string, interactionId: string): Uint8Array {
  const about = JSON.stringify([interactionId, text]);
  return createHmac('sha256', deriveKey(secret, 'choose nonces')).update(about).digest().subarray(0, NONCE_BYTES);
}
