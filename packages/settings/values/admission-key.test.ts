/** Which texts are an ADMISSION_KEY. */
import { describe, expect, it } from 'vitest';
import { admissionKey, admissionKeysOf } from './admission-key.ts';

const [NEW, OLD] = ['the-key-after-that-is-as-long-as-it-was', 'the-key-before-that-is-long-enough-for-it'];

describe('ADMISSION_KEY', () => {
  it.each([
    ['one key', NEW, 1],
    ['a key with the one before', `${NEW} ${OLD}`, 2],
    ['on two lines', `${NEW}\n${OLD}\n`, 2],
    ['one that is a sentence', 'this is a sentence that nobody else would think of', 1],
  ])('may be %s', (_, value, keys) => {
    expect(admissionKey.safeParse(value).success).toBe(true);
    expect(admissionKeysOf(value)).toHaveLength(keys);
  });

  it.each([
    ['one that is too short', 'too-short'],
    ['two with a comma between', `${NEW},${OLD}`],
    ['two with a comma and a space between, one of which is short', `${NEW}, short`],
    ['a key beside a sentence', `${NEW} this is a sentence that nobody else would think of`],
  ])('is not %s', (_, value) => {
    expect(admissionKey.safeParse(value).success).toBe(false);
  });
});
