/** The text between the tags of an element. */
import type * as t from '@babel/types';
import { jsxText } from '../jsx/escape.ts';
import { literalOf } from '../jsx/literal.ts';
import { type Range, rangeOf, tagOf } from '../tree/nodes.ts';
import { type Asked, type Place, refused, shownSource } from './place.ts';

export function childrenPlace({ source, element, change: { value } }: Asked): Place {
  if (element.openingElement.selfClosing)
    return refused(`<${tagOf(element.openingElement.name)} /> has no text between tags.`);
  const [child, ...others] = element.children.filter(says);
  if (child === undefined) return addedText(element, value);
  if (others.length > 0)
    return refused(`The text is split: ${[child, ...others].map((one) => partText(one, source)).join(', ')}.`);
  if (child.type === 'JSXText') return textPlace(child, source, value);
  const literal = literalOf(child, source);
  if (literal === undefined) return refused(`The text is not written there: ${partText(child, source)} stands there.`);
  if (literal.value === value) return { kind: 'already' };
  return { kind: 'edit', from: literal.value, edit: { ...literal.inside, text: literal.write(value) } };
}

type Child = t.JSXElement['children'][number];

/** White space over a line break says nothing, and no comment does. */
function says(child: Child): boolean {
  if (child.type === 'JSXText')
    return !/^[ \t\r\n]*$/.test(child.value) || (!/[\r\n]/.test(child.value) && child.value !== '');
  return !(child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression');
}

/** The white space around it stays. */
function textPlace(child: t.JSXText, source: string, value: string): Place {
  const shown = shownText(child.value);
  if (shown.replace(/^[ \t]+|[ \t]+$/g, '') === value) return { kind: 'already' };
  const { start, end } = textRange(rangeOf(child), source);
  return { kind: 'edit', from: shown.trim(), edit: { start, end, text: jsxText(value) } };
}

function textRange({ start, end }: Range, source: string): Range {
  const text = source.slice(start, end);
  const before = /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
  const after = before === text.length ? 0 : (/[ \t\r\n]*$/.exec(text)?.[0].length ?? 0);
  return { start: start + before, end: end - after };
}

/** What React makes of it: lines without the space at their ends, empty ones left out, the rest with one space between. */
function shownText(value: string): string {
  const lines = value.split(/\r\n|\n|\r/);
  const trimmed = lines.map((line, index) => {
    const start = index === 0 ? line : line.replace(/^[ \t]+/, '');
    return index === lines.length - 1 ? start : start.replace(/[ \t]+$/, '');
  });
  return trimmed.filter((line) => line !== '').join(' ');
}

function addedText({ openingElement }: t.JSXElement, value: string): Place {
  const { end } = rangeOf(openingElement);
  return { kind: 'edit', from: undefined, edit: { start: end, end, text: jsxText(value) } };
}

function partText(child: Child, source: string): string {
  if (child.type === 'JSXElement') return `<${tagOf(child.openingElement.name)}>`;
  return child.type === 'JSXText' ? `"${shownSource(source, rangeOf(child))}"` : shownSource(source, rangeOf(child));
}
