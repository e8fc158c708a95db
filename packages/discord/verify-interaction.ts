/** Proves that an interaction comes from Discord: Ed25519 over its timestamp and raw body, before anything is parsed. */
import { createPublicKey, verify } from 'node:crypto';

/** How far the timestamp may be from our clock, either way, in milliseconds. */
export const TIMESTAMP_TOLERANCE_MS = 5 * 60 * 1000;

export type SignedInteraction = {
  /** Header `X-Signature-Ed25519`. */
  signature: string | undefined;
  /** Header `X-Signature-Timestamp`, epoch seconds. */
  timestamp: string | undefined;
  /** The bytes as they came: decoding them first breaks real signatures. */
  body: Uint8Array;
  /** Epoch milliseconds. */
  now: number;
};

/**
 * `publicKey`: 64 hex digits, from the application's General Information page.
 * The verifier answers false for whatever is wrong and never throws. The key is imported once: that costs as much as a check.
 */
export function createInteractionVerifier(publicKey: string): (interaction: SignedInteraction) => boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return ({ signature, timestamp, body, now }) => {
    if (!signature || !/^[0-9a-f]{128}$/i.test(signature)) return false;
    if (!timestamp || !isTimely(timestamp, now)) return false;
    return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
  };
}

function isTimely(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= TIMESTAMP_TOLERANCE_MS;
}
