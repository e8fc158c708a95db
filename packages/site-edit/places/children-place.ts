/** The text between the tags of an element. */
import type * as t from '@babel/types';
import { findAttribute } from '../jsx/attributes.ts';
import { jsxText } from '../jsx/escape.ts';
import { literalOf } from '../jsx/literal.ts';
import { type Range, rangeOf, tagOf } from '../tree/nodes.ts';
import { type Asked, computedText, type Place, refused, shownSource } from './place.ts';

type Child = t.JSXElement['children'][number];

export function childrenPlace({ source, element, change: { value } }: Asked): Place {
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
  if (child.type === 'JSXText') return child.value !== '' && !/^[ \t]*[\r\n]\s*$/.test(child.value);
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
  const shown = trimmed(shownText(child.value));
  if (shown === value) return { kind: 'already' };
  return { kind: 'edit', from: shown, edit: { ...textRange(rangeOf(child), source), text: jsxText(value) } };
}

function textRange({ start, end }: Range, source: string): Range {
  const text = source.slice(start, end);
  const before = text.search(/[^ \t\r\n]/);
  if (before === -1) return { start, end };
  const after = /[ \t\r\n]*$/.exec(text)?.[0].length ?? 0;
  return { start: start + before, end: end - after };
}

/** What React makes of it: lines without the space at their ends, empty ones left out, the rest with one space between. */
function shownText(value: string): string {
  const lines = value.split(/\r\n|\n|\r/);
  const kept = lines.map((line, index) => {
    const begun = index === 0 ? line : line.replace(/^[ \t]+/, '');
    return index === lines.length - 1 ? begun : begun.replace(/[ \t]+$/, '');
  });
  return kept.filter((line) => line !== '').join(' ');
}

/** Only of the space that JSX knows: one that does not break a line is part of the text. */
function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

function splitText(parts: readonly string[]): string {
  const shown = parts.length > 6 ? [...parts.slice(0, 5), `${parts.length - 5} more`] : parts;
  return `The text is in several parts: ${shown.join(', ')}. Make one of them the section, or change it by hand.`;
}

function partText(child: Child, source: string): string {
  if (child.type === 'JSXElement') return `<${tagOf(child.openingElement.name)}>`;
  return child.type === 'JSXText' ? `"${shownSource(source, rangeOf(child))}"` : shownSource(source, rangeOf(child));
}
