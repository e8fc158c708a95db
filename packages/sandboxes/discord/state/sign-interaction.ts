/** Discord's signature: Ed25519 over the timestamp and the raw body. */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

export type KeyPair = {
  /** PKCS #8, PEM. */
  privateKey: string;
  /** 64 hex digits, as Discord's developer portal shows it. */
  publicKey: string;
};

export function createKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey: raw.toString('hex') };
}

/** Headers of a signed interaction. `timestamp` in epoch seconds. */
export function signInteraction(privateKey: string, timestamp: number, body: string): Record<string, string> {
  const signature = sign(null, Buffer.from(`${timestamp}${body}`), createPrivateKey(privateKey));
  return {
    'content-type': 'application/json',
    'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
    'x-signature-ed25519': signature.toString('hex'),
    'x-signature-timestamp': String(timestamp),
  };
}
