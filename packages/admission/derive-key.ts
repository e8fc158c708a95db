/**
 * A key for each use out of the secret `ADMISSION_KEY`, so that what is made for one use is worth nothing for another. While
 * it is changed it holds several keys: the first is used, the others are still known.
 */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { admissionKeysOf } from '@valine/settings';

type Use = 'seal the audit' | 'sign messages' | 'sign news' | 'make tickets' | 'lock values' | 'choose nonces';

/** Of 32 bytes, out of the first key. */
export function deriveKey(secret: string, use: Use): KeyObject {
  return keyFor(admissionKeysOf(secret)[0] ?? secret, use);
}

/** One of 32 bytes out of each key, the first before the others. */
export function deriveKeys(secret: string, use: Use): KeyObject[] {
  return admissionKeysOf(secret).map((key) => keyFor(key, use));
}

/** A service needs some keys for each message, and always the same ones: to make them anew takes longer than to use them. */
const derived = new Map<string, KeyObject>();
/** Far more than a service ever has. */
const MOST_DERIVED = 100;

/** The `1` is the version of what is done with them. */
function keyFor(key: string, use: Use): KeyObject {
  const name = `${use} ${key}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const made = createSecretKey(
    new Uint8Array(hkdfSync('sha256', key, 'valine-orchestrator', `admission 1: ${use}`, 32)),
  );
  if (derived.size === MOST_DERIVED) derived.clear();
  derived.set(name, made);
  return made;
}
