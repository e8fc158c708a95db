/** Every way in which a signature can be wrong is false, and none throws. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createInteractionVerifier } from './verify-interaction.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const verify = createInteractionVerifier(hexOf(publicKey));
const now = Date.UTC(2026, 2, 2, 9);
const timestamp = String(now / 1000);
/** Text that is not latin-1, and bytes that are not UTF-8. */
const body = Buffer.concat([Buffer.from('{"content":"žluťoučký 🐎"}'), Buffer.from([0xff, 0xc3, 0x28])]);
const signature = signed(timestamp);
const good = { signature, timestamp, body, now };

function hexOf(key: KeyObject): string {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
}

function signed(stamp: string, key = privateKey): string {
  return sign(null, Buffer.concat([Buffer.from(stamp), body]), key).toString('hex');
}

describe('an interaction', () => {
  it('is Discord’s when the signature is over timestamp and raw bytes', () => {
    expect(verify(good)).toBe(true);
    expect(verify({ ...good, signature: signature.toUpperCase() })).toBe(true);
  });

  it.each([
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['half a signature', { signature: signature.slice(0, 64) }],
    ['an odd number of digits', { signature: signature.slice(1) }],
    ['digits left over', { signature: `${signature}00` }],
    ['a line break after it', { signature: `${signature}\n` }],
    ['a prefix', { signature: `0x${signature.slice(2)}` }],
    ['two headers, joined', { signature: `${signature},${signature}` }],
    ['letters that are no hex', { signature: 'z'.repeat(128) }],
    ['zeros', { signature: '0'.repeat(128) }],
    ['a signature of another key', { signature: signed(timestamp, generateKeyPairSync('ed25519').privateKey) }],
    ['a byte more', { body: Buffer.concat([body, Buffer.from(' ')]) }],
    ['no body', { body: Buffer.alloc(0) }],
    ['a body decoded as text first', { body: Buffer.from(body.toString('utf8')) }],
    ['no timestamp', { timestamp: undefined }],
    ['another timestamp', { timestamp: String(now / 1000 + 1) }],
  ])('is not with %s', (_, wrong) => {
    expect(verify({ ...good, ...wrong })).toBe(false);
  });

  it.each(['', ' ', 'now', '1e9', '-1', '0x10', `${timestamp}.5`, ` ${timestamp}`, `${timestamp}\n`, '9'.repeat(40)])(
    'is not with the timestamp %j, though it is signed',
    (stamp) => {
      expect(verify({ ...good, timestamp: stamp, signature: signed(stamp) })).toBe(false);
    },
  );

  it.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('signed %i seconds from now: %s', (seconds, expected) => {
    const stamp = String(now / 1000 + seconds);
    expect(verify({ ...good, timestamp: stamp, signature: signed(stamp) })).toBe(expected);
  });
});
