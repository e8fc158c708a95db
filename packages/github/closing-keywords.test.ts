import { describe, expect, it } from 'vitest';
import { issuesClosedBy } from './closing-keywords.ts';

const closed = (body: string) => issuesClosedBy(body, 'acme/web');

describe('the text of a pull request closes', () => {
  it.each([
    'Closes #7',
    'fixed: #7',
    'It RESOLVES acme/Web#7.',
    'fix https://github.com/acme/web/issues/7',
    'Closes #7, closes #7',
    '```\ncode\n```\nCloses #7',
    '<!-- hidden --> Closes #7',
  ])('what it says it closes: %s', (body) => {
    expect(closed(body)).toEqual([7]);
  });

  it.each([
    '',
    'Part of #7',
    'closes acme/api#7',
    'encloses #7',
    'Closes\u200B #7',
    'c\u200Bloses #7',
    '`closes #7`',
    '``closes `#7` ``',
    '```\nCloses #7\n```',
    '~~~\nCloses #7',
    '<!-- Closes #7 -->',
    '<!--\nCloses #7\n-->',
    'fix https://github.com/acme/web/pull/7',
  ])('nothing else: %s', (body) => {
    expect(closed(body)).toEqual([]);
  });

  it('several issues, each by a word of its own, twenty at most', () => {
    expect(closed('Closes #7, #8 and fixes #9')).toEqual([7, 9]);
    expect(closed(Array.from({ length: 30 }, (_, index) => `closes #${index + 1}`).join('\n'))).toHaveLength(20);
    expect(issuesClosedBy(null, 'acme/web')).toEqual([]);
  });
});
