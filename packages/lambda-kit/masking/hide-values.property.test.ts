/** Known secrets: whatever they are made of, no spelling of them is left in a text, or in what a log writes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideValues } from './hide-values.ts';
import { createRedactor } from './redact.ts';

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Each as programs write it; what is left of the secret where it is not hidden. */
const SPELLINGS: readonly [string, (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['upper case', (secret) => secret.toUpperCase()],
  ['URL', encodeURIComponent],
  ['URL, small digits', (secret) => encodeURIComponent(secret).replaceAll(/%../g, (sign) => sign.toLowerCase())],
  ['URL in a URL', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['form', (secret) => new URLSearchParams({ a: secret }).toString().slice(2)],
  ['JSON', inJson],
  ['JSON in JSON', (secret) => inJson(inJson(secret))],
  ['JSON in JSON in JSON', (secret) => inJson(inJson(inJson(secret)))],
  ['JSON with \\/', (secret) => inJson(secret).replaceAll('/', '\\/')],
  ['Markdown', (secret) => secret.replaceAll(/[^\w\s]|_/g, '\\$&')],
  ['Markdown in JSON', (secret) => inJson(secret.replaceAll(/[^\w\s]|_/g, '\\$&'))],
  ['hex', (secret) => Buffer.from(secret).toString('hex')],
  ['base64', base64],
  ['base64 without =', (secret) => base64(secret).replace(/=+$/, '')],
  ['base64 for URLs', (secret) => Buffer.from(secret).toString('base64url')],
  ['base64 in a URL', (secret) => encodeURIComponent(base64(secret))],
];

/** Signs that each spelling has a way of its own with. */
const sign = fc.constantFrom(...'abcXYZ019/+=_-."\'\\ &<>%ñ€~!*(){}[]|^$?');
const secret = fc
  .array(sign, { minLength: 12, maxLength: 60 })
  .map((signs) => signs.join('').trim())
  .filter((text) => text.length >= 12);

describe('a known secret', () => {
  it.each(SPELLINGS)('is not left in a text: %s', (_, spell) => {
    fc.assert(
      fc.property(secret, (value) => {
        expect(hideValues(`a ${spell(value)} b`, [value])).toMatch(/^a \*{3}={0,2}(%3D){0,2} b$/);
      }),
    );
  });

  it.each(SPELLINGS)('is not left in a log: %s', (_, spell) => {
    fc.assert(
      fc.property(secret, fc.constantFrom('', 'x'.repeat(3990), 'x'.repeat(15_990)), (value, before) => {
        const line = createRedactor([value])({ said: `${before} ${spell(value)}`, [spell(value)]: 1 });
        expect(line).not.toContain(spell(value));
        expect(line).not.toContain(inJson(spell(value)));
        // Nor its beginning, where the text was cut.
        expect(JSON.parse(line).said).toMatch(/^x* ?(\*{3}={0,2}(%3D){0,2})?…?$/);
      }),
      { numRuns: 30 },
    );
  });

  it('is not left in Basic authorization, after whatever user', () => {
    fc.assert(
      fc.property(secret, fc.string(), (value, user) => {
        const shown = hideValues(base64(`${user}:${value}`), [value]);
        expect(Buffer.from(shown.split('***')[0] ?? '', 'base64').toString()).not.toContain(value.slice(0, 3));
        expect(shown).toContain('***');
      }),
    );
  });
});
