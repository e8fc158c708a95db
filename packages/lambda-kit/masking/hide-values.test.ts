import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hideValues } from './hide-values.ts';

const pem = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;
const lines = pem.split('\n').slice(1, -2);

describe('a known key', () => {
  it.each([
    ['as it is', pem],
    ['with \\n', pem.replaceAll('\n', '\\n')],
    ['with \\r\\n', pem.replaceAll('\n', '\\r\\n')],
    ['in base64', btoa(pem)],
  ])('is hidden in each of its lines: it was given %s', (_, given) => {
    for (const line of lines) expect(hideValues(`| ${line}`, [given])).toBe('| ***');
  });

  it('is hidden in base64 that was broken into lines', () => {
    const broken = btoa(pem).replaceAll(/.{76}/g, '$&\n');
    for (const line of hideValues(broken, [pem]).split('\n')) expect(line).toMatch(/^(\*{3}|.{0,15})$/);
  });

  it('is searched for in a long log at once', () => {
    const log = `${'npm warn deprecated package@1.0.0: use another one\n'.repeat(20_000)}${lines[3]}`;
    const begun = performance.now();
    expect(hideValues(log, [pem, 'hunter2'])).not.toContain(lines[3]);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

it('a text without secrets stays as it is, and words shorter than four characters are no secrets', () => {
  expect(hideValues('one, two, abc', ['abc', ''])).toBe('one, two, abc');
  expect(hideValues('one, two, abc', [])).toBe('one, two, abc');
});
