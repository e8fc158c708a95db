import { describe, expect, it } from 'vitest';
import { checklistOf } from './checklist.ts';

const shown = (...lines: string[]) => checklistOf(lines.join('\n')).map((line) => line.replaceAll('\u200B', ''));

describe('the checklist of an issue', () => {
  it('is its list of tasks, whichever way that is written', () => {
    const body = ['Slow.', '', '- [ ] page it', '* [x] measure', '  + [X] on phones', '3. [ ] ask @ops', '- no task'];
    expect(shown(...body).join('\n')).toMatchInlineSnapshot(`
      "- [ ] page it
      - [x] measure
        - [x] on phones
      - [ ] ask @ops"
    `);
  });

  it('is empty where there is none', () => {
    for (const body of ['', 'Do it.', '- [] a', '- [ ]', '-[ ] a', '- [y] a', '[ ] a']) expect(shown(body)).toEqual([]);
  });

  it('leaves out what is code, or hidden', () => {
    const code = ['```md', '- [ ] in code', '~~~', '````'];
    expect(shown(...code, '- [ ] a', '<!--', '- [ ] hidden', '-->', '- [ ] b')).toEqual(['- [ ] a', '- [ ] b']);
    expect(shown('- [ ] a', '~~~', '- [ ] in code that never ends')).toEqual(['- [ ] a']);
    expect(shown('- [ ] a', '<!-- a comment that never ends', '- [ ] hidden')).toEqual(['- [ ] a']);
  });

  it('notifies nobody anew, and closes nothing', () => {
    expect(checklistOf('- [ ] ask @acme/team whether it fixes #3')[0]).not.toMatch(/@\w|fixes|#\d/);
  });

  it('is bounded', () => {
    const lines = shown(...Array.from({ length: 40 }, (_, index) => `- [ ] ${'x'.repeat(300)} ${index}`));
    expect(lines).toHaveLength(26);
    expect(lines.at(-1)).toBe('- … and 15 more in the issue');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(206);
  });
});
