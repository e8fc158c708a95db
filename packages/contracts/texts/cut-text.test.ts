/** Cut texts are never too long, and nothing that people see as one sign is halved. */
import { describe, expect, it } from 'vitest';
import { cutText } from './cut-text.ts';

const FAMILY = '👨‍👩‍👧';

describe('a text that fits', () => {
  it.each([
    ['nothing', '', 0],
    ['exactly as long as there is room for', 'abc', 3],
    ['an emoji of many units', FAMILY, FAMILY.length],
    ['white space around it', ' a ', 5],
  ])('stays as it is: %s', (_, text, most) => {
    expect(cutText(text, most)).toBe(text);
  });
});

describe('a text that is too long', () => {
  it.each([
    ['between words', 'the quick brown fox', 13, 'the quick…'],
    ['where a word ends anyway', 'the quick brown fox', 16, 'the quick brown…'],
    ['inside a word without a boundary near', 'abcdefghij', 5, 'abcd…'],
    ['inside a word whose boundary is far from the end', 'a bcdefghijklmnop', 10, 'a bcdefgh…'],
    ['before an emoji that does not fit', `ab${FAMILY}`, 9, 'ab…'],
    ['between emoji', '🐎'.repeat(5), 6, '🐎🐎…'],
    ['before a letter with its marks', 'abce\u0301\u0323x', 6, 'abc…'],
    ['behind a letter with its marks', 'abe\u0301xyz', 5, 'abe\u0301…'],
    ['before its first sign', FAMILY, 3, '…'],
    ['to nothing', 'abc', 0, ''],
  ])('is cut %s', (_, text, most, cut) => {
    expect(cutText(text, most)).toBe(cut);
  });

  it.each([1, 7, 39, 40, 41, 160, 999])('is never longer than %i', (most) => {
    const text = `${FAMILY} e\u0301 word 🇩🇪🇫🇷 `.repeat(100);
    const cut = cutText(text, most);
    expect(cut.length).toBeLessThanOrEqual(most);
    expect(cut.isWellFormed()).toBe(true);
  });
});
