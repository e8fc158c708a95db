import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

describe('a unified diff', () => {
  it('shows three lines around each change', () => {
    const before = Array.from({ length: 20 }, (_, index) => `${index + 1}\n`);
    const after = before.with(4, 'five\n').with(15, 'sixteen\n');
    expect(unifiedDiff('a.jsx', before.join(''), after.join(''))).toMatchInlineSnapshot(`
      "--- a/a.jsx
      +++ b/a.jsx
      @@ -2,7 +2,7 @@
       2
       3
       4
      -5
      +five
       6
       7
       8
      @@ -13,7 +13,7 @@
       13
       14
       15
      -16
      +sixteen
       17
       18
       19
      "
    `);
  });

  it('shows line endings as they are, and where there is none', () => {
    expect(unifiedDiff('a.jsx', '\ufeffa\r\nb\r\nc', '\ufeffa\r\nB\r\nc')).toBe(
      '--- a/a.jsx\n+++ b/a.jsx\n@@ -1,3 +1,3 @@\n \ufeffa\r\n-b\r\n+B\r\n c\n\\ No newline at end of file\n',
    );
    expect(unifiedDiff('a.jsx', 'a', 'a\n')).toBe(
      '--- a/a.jsx\n+++ b/a.jsx\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n',
    );
  });

  it('shows nothing of what is equal', () => {
    expect(unifiedDiff('a.jsx', 'a', 'a')).toBe('');
  });

  it('makes the one of the other, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n', '\r\n', '\r', '\ufeff', '\u2028', '\\', '-', '+', '@@', ' '))
      .map((pieces) => pieces.join(''));
    const makes = fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      return applyPatch(before, unifiedDiff('a.jsx', before, after), { autoConvertLineEndings: false }) === after;
    });
    fc.assert(makes, { numRuns: 500 });
  });
});
