/** Proves that a delivery comes from GitHub: HMAC-SHA256 over its raw body, compared in constant time. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignedDelivery = {
  /** Header `X-Hub-Signature-256`: `sha256=` and 64 hex digits. */
  signature: string | undefined;
  /** The bytes as they came. */
  body: Uint8Array;
};

/**
 * The verifier answers false for whatever is wrong and never throws.
 * Not `@octokit/webhooks-methods`: it takes strings only, and decoding a body first changes bytes that are not UTF-8.
 * @throws Error if the secret is empty, for then anybody could sign.
 */
export function createWebhookVerifier(secret: string): (delivery: SignedDelivery) => boolean {
  if (secret === '') throw new Error('The webhook secret is empty. Set GITHUB_WEBHOOK_SECRET to the one GitHub has.');
  return ({ signature, body }) => {
    const hex = readSignature(signature);
    if (hex === undefined) return false;
    return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', secret).update(body).digest());
  };
}

/** Its 64 hex digits, or undefined: then no secret can make it valid, and none need be fetched. */
export function readSignature(header: string | undefined): string | undefined {
  return /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
}
