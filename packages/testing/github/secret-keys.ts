/** Keys that a repository of a test has its secrets sealed for, with the other half, which nobody has of GitHub's. */
import { hash } from 'node:crypto';
import { blake2b } from '@noble/hashes/blake2.js';
import type { SecretKey } from '@valine/github-model';
import nacl from 'tweetnacl';

export type TestSecretKey = SecretKey & {
  /** @throws Error for what was not sealed for this key. `sealed`: base64. */
  open(sealed: string): string;
};

/** Always the same for a number. */
export function testSecretKey(number: number): TestSecretKey {
  const { publicKey, secretKey } = nacl.box.keyPair.fromSecretKey(
    new Uint8Array(hash('sha256', `secret key ${number}`, 'buffer')),
  );
  return {
    keyId: `key-${number}`,
    key: Buffer.from(publicKey).toString('base64'),
    open(sealed) {
      const bytes = new Uint8Array(Buffer.from(sealed, 'base64'));
      const sender = bytes.subarray(0, nacl.box.publicKeyLength);
      const nonce = blake2b(Buffer.concat([sender, publicKey]), { dkLen: nacl.box.nonceLength });
      const opened = nacl.box.open(bytes.subarray(nacl.box.publicKeyLength), nonce, sender, secretKey);
      if (opened === null) throw new Error(`it was not sealed for key-${number}`);
      return Buffer.from(opened).toString('utf8');
    },
  };
}
