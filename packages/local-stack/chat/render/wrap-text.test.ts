import { describe, expect, it } from 'vitest';
import { hyperlink } from './plain-markdown.ts';
import { widthOf, wrapText } from './wrap-text.ts';

describe('a text on a terminal', () => {
  it.each([
    ['one two three', 'one two\nthree'],
    ['short', 'short'],
    ['a verylongword b', 'a\nverylongword\nb'],
    ['│ one two three', '│ one two\n│ three'],
    ['  one two three', '  one two\n  three'],
    ['!a  one two three', '!a  one\n    two\n    three'],
    ['one\ntwo three four', 'one\ntwo three\nfour'],
    ['日本 日本 日本', '日本 日本\n日本'],
  ])('%j is broken between words at 9 columns', (text, wrapped) => {
    expect(wrapText(text, 9)).toBe(wrapped);
  });

  it('is as wide as it is seen', () => {
    expect(['日本', '🟢 OK', '⚠️', 'é', '\u001b[1mbold\u001b[0m', hyperlink('run', 'http://x/y')].map(widthOf)).toEqual([
      4, 5, 2, 1, 4, 3,
    ]);
  });
});
