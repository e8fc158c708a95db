import { parseExpression } from '@babel/parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsxAttribute, jsxText, scriptString } from './escape.ts';

/** What means something in JSX, in strings or in templates, and what nobody sees; among it, halves of characters. */
const HOSTILE = [
  '{',
  '}',
  '<',
  '>',
  '&',
  '&amp;',
  '&#x41;',
  '"',
  "'",
  '`',
  '$' + '{x}',
  '\\',
  '\\u0041',
  '</h1>',
  '{alert(1)}',
];
const UNSEEN = ['\u2028', '\u2029', '\ufeff', '\u00a0', '\u202e', '\ud800', '\udc00', '\u{e0041}', '\u0000', '\u0085'];
const piece = fc.oneof(fc.constantFrom(...HOSTILE, ...UNSEEN, ' ', '👩‍👧', 'é'), fc.string({ unit: 'binary' }));
const text = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(''))
  .filter((all) => all !== '');

/** Where a text stands, and how to get there in the tree. */
const PLACES = {
  'between tags': (value: string) => `<b>${jsxText(value)}</b>`,
  'in a double-quoted attribute': (value: string) => `<b a="${jsxAttribute(value, '"')}"/>`,
  'in a single-quoted attribute': (value: string) => `<b a='${jsxAttribute(value, "'")}'/>`,
  'in a double-quoted string': (value: string) => `"${scriptString(value, '"')}"`,
  'in a single-quoted string': (value: string) => `'${scriptString(value, "'")}'`,
  'in a template': (value: string) => `\`${scriptString(value, '`')}\``,
};

describe('a text that is written into a file', () => {
  it.each(Object.entries(PLACES))('%s reads as itself', (_, write) => {
    fc.assert(
      fc.property(text, (value) => readBack(write(value)) === value),
      { numRuns: 500 },
    );
  });

  it('shows whoever reviews it what nobody would see', () => {
    expect(jsxText('a\u202eb\u00a0c')).toBe('a&#x202E;b&#xA0;c');
    expect(scriptString('a\u2028b\u{e0041}', "'")).toBe('a\\u2028b\\u{E0041}');
  });
});

function readBack(source: string): unknown {
  const node = parseExpression(source, { plugins: ['jsx'] });
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.cooked;
  if (node.type !== 'JSXElement') throw new Error(`${node.type} was not meant.`);
  const [attribute] = node.openingElement.attributes;
  if (attribute?.type === 'JSXAttribute' && attribute.value?.type === 'StringLiteral') return attribute.value.value;
  const [child, ...others] = node.children;
  return child?.type === 'JSXText' && others.length === 0 ? child.value : node.children;
}
