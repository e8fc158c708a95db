import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseSettings } from './parse-settings.ts';

const pem = (type: 'pkcs1' | 'pkcs8') =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'pem' },
  }).privateKey;
const key = pem('pkcs1');
const { privateKey: otherKind } = generateKeyPairSync('ed25519', {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const read = (value: string) => parseSettings({ GITHUB_APP_PRIVATE_KEY: value }, ['GITHUB_APP_PRIVATE_KEY']);

it.each([
  ['as GitHub gives it', key],
  ['with line breaks of Windows', key.replaceAll('\n', '\r\n')],
  ['with line breaks spelled out', key.replaceAll('\n', '\\n')],
  ['with line breaks of Windows spelled out', key.replaceAll('\n', '\\r\\n')],
  ['in quotes', `"${key.replaceAll('\n', '\\n')}"`],
  ['with leading blanks', key.replaceAll(/^/gm, '    ')],
  ['without its last line break', key.trimEnd()],
])('a private key is taken %s', (_, written) => {
  expect(read(written)).toEqual({ GITHUB_APP_PRIVATE_KEY: key });
});

it('a private key is taken in PKCS 8, too', () => {
  const given = pem('pkcs8');
  expect(read(given)).toEqual({ GITHUB_APP_PRIVATE_KEY: given });
});

it.each([
  ['cut short', key.slice(0, 200)],
  ['with a line missing', key.split('\n').toSpliced(5, 1).join('\n')],
  ['that is something else', 'ghp_abc'],
  ['of another kind', otherKind],
])('a private key %s is refused, and not shown', (_, written) => {
  expect(() => read(written)).toThrow('GITHUB_APP_PRIVATE_KEY must be a whole RSA private key in PEM');
  expect(() => read(written)).not.toThrow(/MII|ghp_/);
});
