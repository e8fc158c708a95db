import sodium from 'libsodium-wrappers';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealSecret } from './seal-secret.ts';

beforeAll(() => sodium.ready);

describe('a sealed secret', () => {
  it.each(['https://api.example.com', '', '🔐 ä', 'x'.repeat(48_000)])('is opened by libsodium: %.20s', (secret) => {
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    const sealed = Buffer.from(sealSecret(Buffer.from(publicKey).toString('base64'), secret), 'base64');
    const opened = sodium.crypto_box_seal_open(sealed, publicKey, privateKey);
    expect(Buffer.from(opened).toString()).toBe(secret);
  });

  it('differs each time, and shows nothing of itself', () => {
    const key = Buffer.from(sodium.crypto_box_keypair().publicKey).toString('base64');
    const [one, other] = [sealSecret(key, 'secret-value'), sealSecret(key, 'secret-value')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('secret-value');
  });

  it('is not made for a key that is none', () => {
    expect(() => sealSecret('c2hvcnQ=', 'x')).toThrow('not 32 bytes long');
  });
});
