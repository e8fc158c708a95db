/**
 * A key for each use out of the secret `ADMISSION_KEY`, so that what is made for one use is worth nothing for another. While
 * it is changed it holds several keys: the first is used, the others are still known.
 */
import { hkdfSync } from 'node:crypto';

type Use = 'seal the audit' | 'sign messages' | 'sign news' | 'make tickets' | 'lock values' | 'choose nonces';

/** Shorter words are none: spaces may stand in a key. */
const LEAST_CHARACTERS = 32;

/** 32 bytes, of the first key. */
export function deriveKey(secret: string, use: Use): Uint8Array {
  return keyFor(keysOf(secret)[0] ?? secret, use);
}

/** 32 bytes of each key, the first before the others. */
export function deriveKeys(secret: string, use: Use): Uint8Array[] {
  return keysOf(secret).map((key) => keyFor(key, use));
}

function keysOf(secret: string): string[] {
  const words = secret.trim().split(/\s+/);
  return words.every(({ length }) => length >= LEAST_CHARACTERS) ? words : [secret];
}

/** The `1` is the version of what is done with them. */
function keyFor(key: string, use: Use): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, 'valine-orchestrator', `admission 1: ${use}`, 32));
}
