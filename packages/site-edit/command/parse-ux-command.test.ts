import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUxCommand } from './parse-ux-command.ts';

const SECTIONS = ['header', 'footer', 'price-list'];

describe('a command that is understood', () => {
  it.each([
    ['section:header text:"Test Deploy"', 'header', { text: 'Test Deploy' }],
    ['section:header text:Hello', 'header', { text: 'Hello' }],
    ['  Section : HEADER   Text : "a"  ', 'header', { text: 'a' }],
    ['section:price-list color:#1a2b3c visible:false', 'price-list', { color: '#1a2b3c', visible: 'false' }],
    [
      'section:footer background:"rgb(1, 2, 3)" link:https://example.com/a?b=c:d',
      'footer',
      { background: 'rgb(1, 2, 3)', link: 'https://example.com/a?b=c:d' },
    ],
    ['section:header\ntext:"a"\n\ncolor:red', 'header', { text: 'a', color: 'red' }],
  ])('%j', (text, section, changes) => {
    expect(read(text)).toEqual({ section, ...changes });
  });

  it.each([
    [String.raw`"She said \"Hi\" \\ twice"`, String.raw`She said "Hi" \ twice`],
    ['“Test Deploy”', 'Test Deploy'],
    ['„Guten Tag“', 'Guten Tag'],
    ['”God dag”', 'God dag'],
    ['“It’s "open"”', 'It’s "open"'],
    [`'It is "open"'`, 'It is "open"'],
    [String.raw`'It\'s open'`, "It's open"],
    [String.raw`“a \” b”`, 'a ” b'],
    ['"“Hi” 👋"', '“Hi” 👋'],
    ['""', ''],
    ["Don't", "Don't"],
    ['a:b', 'a:b'],
  ])('with the value %s', (written, text) => {
    expect(read(`section:header text:${written}`)).toEqual({ section: 'header', text });
  });

  it('reads every value that is written in quotes, with those within escaped', () => {
    const written = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
    const reads = fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, link) => {
      expect(read(`section:footer link:${written(link)} text:${written(text)}`)).toEqual({
        section: 'footer',
        link,
        text,
      });
    });
    fc.assert(reads);
  });
});

describe('a command that is not understood is told what was expected where', () => {
  it.each([
    ['', 'At character 1: section: with the name of a section was expected, but the command ends there.'],
    ['text:Hello', 'At character 1: section: with the name of a section was expected, but "text:Hello" stands there.'],
    [
      'section:',
      'At character 9: the name of a section (there are header, footer, price-list) was expected, but the command ends there.',
    ],
    [
      'section:haeder text:a',
      'At character 9: there is no section "haeder"; did you mean header? (there are header, footer, price-list).',
    ],
    ['section:imprint text:a', 'At character 9: there is no section "imprint" (there are header, footer, price-list).'],
    [
      'section:header',
      'At character 15: a property with its value (text:, color:, background:, link:, visible:) was expected, but the command ends there.',
    ],
    [
      'section:header colour:red',
      'At character 16: there is no property "colour"; did you mean color? (there are text, color, background, link, visible).',
    ],
    [
      'section:header size:3',
      'At character 16: there is no property "size" (there are text, color, background, link, visible).',
    ],
    [
      'section:header text',
      'At character 16: a property with its value (text:, color:, background:, link:, visible:) was expected, but "text" stands there.',
    ],
    ['section:header text:', 'At character 21: the value of text was expected, but the command ends there.'],
    [
      'section:header text:Test Deploy',
      'At character 26: another property (a text of several words goes in quotes) was expected, but "Deploy" stands there.',
    ],
    ['section:header text:"Test', 'At character 21: the text that begins here has no closing quote.'],
    ['section:header text:“Test"', 'At character 21: the text that begins here has no closing quote.'],
    [
      'section:header text:"a"b"',
      'At character 24: a space after the closing quote (a quote within the text is written \\") was expected, but "b"" stands there.',
    ],
    [String.raw`section:header text:"a\nb"`, 'At character 23: \\n is no escape: there are \\" and \\\\.'],
    [
      'section:header text:5"',
      'At character 21: "5"" has a quote in it: the whole value goes in quotes, as in text:"…".',
    ],
    ['section:header text:a text:b', 'At character 23: text comes twice.'],
    [
      'section:header text:"👋👋" oops',
      'At character 26: another property (a text of several words goes in quotes) was expected, but "oops" stands there.',
    ],
  ])('%j', (text, problem) => {
    expect(parseUxCommand(text, SECTIONS)).toEqual({ ok: false, problem });
  });

  it('also where no section is configured', () => {
    expect(parseUxCommand('section:header text:a', [])).toEqual({
      ok: false,
      problem: 'At character 9: there is no section "header" (none is configured: see UX_SECTIONS).',
    });
  });

  it('whatever is written', () => {
    const piece = fc.oneof(
      fc.constantFrom('section:', 'header', 'text:', '"', '\\', ' ', '“', ':'),
      fc.string({ unit: 'binary' }),
    );
    const text = fc.array(piece).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, (given) => typeof parseUxCommand(given, SECTIONS).ok === 'boolean'));
  });
});

function read(text: string): Record<string, string> {
  const parsed = parseUxCommand(text, SECTIONS);
  if (!parsed.ok) throw new Error(parsed.problem);
  const { section, changes } = parsed.intent;
  return { section, ...Object.fromEntries(changes.map(({ property, value }) => [property, value])) };
}
