import { issuesClosedBy } from '@valine/github/closing-keywords';
import { describe, expect, it } from 'vitest';
import { harmlessText } from './harmless-text.ts';

const seen = (text: string) => text.replaceAll('\u200B', '');

describe('what was copied from an issue', () => {
  it.each([
    'fixes #3',
    'Closes: acme/web#3',
    'resolved https://github.com/acme/web/issues/3',
    '`fixes #3`',
    'It fixes#3, closes  #4 and resolves #5',
  ])('closes no issue: %s', (text) => {
    const copied = harmlessText(text);
    expect(issuesClosedBy(copied.replaceAll('`', ''), 'acme/web')).toEqual([]);
    expect(seen(copied)).toBe(text);
  });

  it.each([
    ['@acme/team look', /@\w/],
    ['`@acme` in code', /@\w/],
    ['as in #12, acme/api#3', /#\d/],
    ['GH-12', /GH-\d/],
    ['<!-- valine:abc -->', /<!/],
    ['<details><summary>x</summary>', /<\w|<\//],
  ])('says nothing to GitHub: %s', (text, acts) => {
    expect(harmlessText(text)).not.toMatch(acts);
    expect(seen(harmlessText(text))).toBe(text);
  });

  it.each(['plain words', 'a < b', 'C# 8', 'send to a @ b', 'fix the header', 'Closes the dialog'])(
    'stays as it was: %s',
    (text) => {
      expect(harmlessText(text)).toBe(text);
    },
  );
});
