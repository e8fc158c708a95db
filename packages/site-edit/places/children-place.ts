/** The text between the tags of an element. */
import type * as t from '@babel/types';
import { findAttribute } from '../jsx/attributes.ts';
import { jsxText } from '../jsx/escape.ts';
import { literalOf } from '../jsx/literal.ts';
import { type Range, rangeOf, tagOf } from '../tree/nodes.ts';
import { computedText, type Place, type PlaceRequest, refused, shownSource } from './place.ts';

type Child = t.JSXElement['children'][number];

export function childrenPlace({ source, element, change: { value } }: PlaceRequest): Place {
  const [child, ...others] = element.children.filter(says);
  if (child === undefined) return emptyPlace(element.openingElement, value);
  if (others.length > 0) return refused(splitText([child, ...others].map((one) => partText(one, source))));
  if (child.type === 'JSXText') return textPlace(child, source, value);
  if (child.type === 'JSXElement') {
    return refused(`It has no text of its own, but ${partText(child, source)}. Make that one the section.`);
  }
  const literal = literalOf(child, source);
  if (literal === undefined) return refused(computedText(partText(child, source)));
  if (literal.value === value) return { kind: 'already' };
  return { kind: 'edit', from: literal.value, edit: { ...literal.inside, text: literal.write(value) } };
}

/** White space over a line break says nothing, and no comment does. */
function says(child: Child): boolean {
  if (child.type === 'JSXText') return shownText(child.value) !== '';
  return !(child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression');
}

function emptyPlace(opening: t.JSXOpeningElement, value: string): Place {
  if (opening.selfClosing) {
    return refused(`<${tagOf(opening.name)} /> has no text between tags. Say in UX_SECTIONS which prop has its text.`);
  }
  const given = ['children', 'dangerouslySetInnerHTML'].find((name) => findAttribute(opening, name).length > 0);
  if (given !== undefined) return refused(`What it says is in its ${given}. Change it by hand.`);
  const { end } = rangeOf(opening);
  return { kind: 'edit', from: undefined, edit: { start: end, end, text: jsxText(value) } };
}

/** The white space around it stays. */
function textPlace(child: t.JSXText, source: string, value: string): Place {
  const whole = shownText(child.value);
  const { start, length } = trimmed(whole, ' \t');
  const shown = whole.slice(start, start + length);
  if (shown === value) return { kind: 'already' };
  return { kind: 'edit', from: shown, edit: { ...textRange(rangeOf(child), source), text: jsxText(value) } };
}

function textRange({ start, end }: Range, source: string): Range {
  const inner = trimmed(source.slice(start, end), ' \t\r\n');
  if (inner.length === 0) return { start, end };
  return { start: start + inner.start, end: start + inner.start + inner.length };
}

/** What React makes of it: lines without the space at their ends, empty ones left out, the rest with one space between. */
function shownText(value: string): string {
  const lines = value.split(/\r\n|\n|\r/);
  const kept = lines.map((line, index) => {
    const { start, length } = trimmed(line, ' \t');
    if (length === 0 && lines.length > 1) return '';
    return line.slice(index === 0 ? 0 : start, index === lines.length - 1 ? line.length : start + length);
  });
  return kept.filter((line) => line !== '').join(' ');
}

function splitText(parts: readonly string[]): string {
  const shown = parts.length > 6 ? [...parts.slice(0, 5), `${parts.length - 5} more`] : parts;
  return `The text is in several parts: ${shown.join(', ')}. Make one of them the section, or change it by hand.`;
}

function partText(child: Child, source: string): string {
  if (child.type === 'JSXElement') return `<${tagOf(child.openingElement.name)}>`;
  return child.type === 'JSXText' ? `"${shownSource(source, rangeOf(child))}"` : shownSource(source, rangeOf(child));
}

/** Where a text is without the space at its ends. No pattern is used for that: it would take long for a long gap. */
function trimmed(text: string, space: string): { start: number; length: number } {
  let [start, end] = [0, text.length];
  while (start < end && space.includes(text.charAt(start))) start++;
  while (end > start && space.includes(text.charAt(end - 1))) end--;
  return { start, length: end - start };
}
