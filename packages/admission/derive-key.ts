/**
 * A key for each use out of the secret `ADMISSION_KEY`, so that what is made for one use is worth nothing for another. While
 * it is changed it holds several keys: the first is used, the others are still known.
 */
import { hkdfSync } from 'node:crypto';
import { admissionKeysOf } from '@valine/settings';

type Use = 'seal the audit' | 'sign messages' | 'sign news' | 'make tickets' | 'lock values' | 'choose nonces';

/** 32 bytes, of the first key. */
export function deriveKey(secret: string, use: Use): Uint8Array {
  return keyFor(admissionKeysOf(secret)[0] ?? secret, use);
}

/** 32 bytes of each key, the first before the others. */
export function deriveKeys(secret: string, use: Use): Uint8Array[] {
  return admissionKeysOf(secret).map((key) => keyFor(key, use));
}

/** The `1` is the version of what is done with them. */
function keyFor(key: string, use: Use): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, 'valine-orchestrator', `admission 1: ${use}`, 32));
}
