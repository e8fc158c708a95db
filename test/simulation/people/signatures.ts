/** Both platforms' signatures: the real ones, and for most worlds quick ones over the very same bytes. */
import { createHmac, generateKeyPairSync, hash, sign } from 'node:crypto';
import { createInteractionVerifier, type SignedInteraction, TIMESTAMP_TOLERANCE_MS } from '@valine/discord';
import { createWebhookVerifier, type SignedDelivery } from '@valine/github';
import type { HttpRequest } from '@valine/ingress';

export type Signatures = {
  byDiscord(body: Uint8Array, at: number): HttpRequest;
  byGitHub(event: string, guid: string, body: Uint8Array): HttpRequest;
  verifyInteraction(interaction: SignedInteraction): boolean;
  verifyWebhook(delivery: SignedDelivery): boolean;
};

/** Must never be seen in a log or a message. */
export const WEBHOOK_SECRET = 'canary-webhook-secret';

// A fixed key would be as good; what is signed with it never leaves the process.
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const PUBLIC_KEY = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
const verifyEd25519 = createInteractionVerifier(PUBLIC_KEY);
const verifyHmac = createWebhookVerifier(WEBHOOK_SECRET);

/** `real` costs 150 µs for every interaction, 30 times as much as the quick way, and three times as much for a delivery. */
export function createSignatures(real: boolean): Signatures {
  const signInteraction = real ? signEd25519 : signQuickly;
  const signDelivery = real ? signHmac : signDeliveryQuickly;
  return {
    byDiscord(body, at) {
      const timestamp = String(Math.floor(at / 1000));
      const headers = {
        'x-signature-ed25519': signInteraction(timestamp, body),
        'x-signature-timestamp': timestamp,
      };
      return { method: 'POST', path: '/discord', headers, body };
    },
    byGitHub(event, guid, body) {
      const headers = {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-github-delivery': guid,
        'x-hub-signature-256': signDelivery(body),
      };
      return { method: 'POST', path: '/github/webhook', headers, body };
    },
    verifyInteraction: real ? verifyEd25519 : verifyQuickly,
    verifyWebhook: real ? verifyHmac : ({ signature, body }) => signature === signDeliveryQuickly(body),
  };
}

function signEd25519(timestamp: string, body: Uint8Array): string {
  return sign(null, Buffer.concat([Buffer.from(timestamp), body]), privateKey).toString('hex');
}

function signQuickly(timestamp: string, body: Uint8Array): string {
  return hash('sha512', Buffer.concat([Buffer.from(`quick ${timestamp} `), body]));
}

function signHmac(body: Uint8Array): string {
  return `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`;
}

function signDeliveryQuickly(body: Uint8Array): string {
  return `sha256=${hash('sha256', body)}`;
}

function verifyQuickly({ signature, timestamp, body, now }: SignedInteraction): boolean {
  if (signature === undefined || timestamp === undefined) return false;
  const timely = Math.abs(now - Number(timestamp) * 1000) <= TIMESTAMP_TOLERANCE_MS;
  return timely && signature === signQuickly(timestamp, body);
}
