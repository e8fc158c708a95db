/** Seals a secret so that only GitHub can read it: libsodium's sealed box, as GitHub's API takes it. */
import { Buffer } from 'node:buffer';
import { blake2b } from '@noble/hashes/blake2.js';
import nacl from 'tweetnacl';

/**
 * A sealed box differs each time, for its own key pair is new each time.
 * @param publicKey base64, 32 bytes, as GitHub gives it. @returns base64. @throws Error when the key is none
 */
export function sealSecret(publicKey: string, secret: string): string {
  const receiver = new Uint8Array(Buffer.from(publicKey, 'base64'));
  if (receiver.length !== nacl.box.publicKeyLength)
    throw new Error("GitHub's key for secrets is not 32 bytes long: ask for it again.");
  const sender = nacl.box.keyPair();
  const nonce = blake2b(Buffer.concat([sender.publicKey, receiver]), { dkLen: nacl.box.nonceLength });
  const box = nacl.box(new TextEncoder().encode(secret), nonce, receiver, sender.secretKey);
  sender.secretKey.fill(0);
  return Buffer.concat([sender.publicKey, box]).toString('base64');
}
