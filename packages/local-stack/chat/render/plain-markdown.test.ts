import { describe, expect, it } from 'vitest';
import { plainMarkdown } from './plain-markdown.ts';

describe('Markdown as it reads', () => {
  it.each([
    ['**P0** and __under__ ~~gone~~', 'P0 and under gone'],
    ['`code with **stars**`', 'code with **stars**'],
    ['snake\\_case', 'snake_case'],
    ['\\*not bold\\* \\[no link\\](x)', '*not bold* [no link](x)'],
    ['in_progress and 2 * 3 * 4', 'in_progress and 2 * 3 * 4'],
    ['-# small', 'small'],
    ['## Head', 'Head'],
    ['#8 is no head', '#8 is no head'],
    ['[#8](http://x/8) Title', '[#8](http://x/8) Title'],
    ['[a \\] b](<http://x>)', '[a ] b](http://x)'],
    ['since <t:1795172053:f>', 'since 2026-11-20 10:54 UTC'],
    ['changed <t:1795172053:R>', 'changed 2h ago'],
    ['one\n-# two', 'one\ntwo'],
    ['log:\n```\n**bold** -# `x`\n\nend\n```\n**after**', 'log:\n**bold** -# `x`\n\nend\nafter'],
    ['```sh\nls\n```', 'ls\n'],
  ])('%j is %j', (text, plain) => {
    expect(plainMarkdown(text, 'markdown', 1_795_180_000_000)).toBe(plain);
  });

  it('can write addresses out', () => {
    expect(plainMarkdown('[#8](http://x/8) [http://x](http://x)', 'plain')).toBe('#8 (http://x/8) http://x');
  });

  it('can make links for terminals', () => {
    expect(plainMarkdown('[#8](http://x/8)', 'hyperlink')).toBe('\u001b]8;;http://x/8\u0007#8\u001b]8;;\u0007');
  });
});
