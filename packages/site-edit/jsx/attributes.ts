/** Finds, adds and takes away attributes of an element. */
import type * as t from '@babel/types';
import { rangeOf } from '../tree/nodes.ts';
import type { Edit } from './edit.ts';

/** All of that name. */
export function findAttribute(opening: t.JSXOpeningElement, name: string): t.JSXAttribute[] {
  const attributes = opening.attributes.filter((one) => one.type === 'JSXAttribute');
  return attributes.filter((one) => nameOf(one) === name);
}

export function hasSpread({ attributes }: t.JSXOpeningElement): boolean {
  return attributes.some(({ type }) => type === 'JSXSpreadAttribute');
}

/** Why an attribute may not be what is shown: it is given again, or something such as `{...props}` is spread after it. */
export function doubtOf(opening: t.JSXOpeningElement, name: string): string | undefined {
  const [attribute, ...others] = findAttribute(opening, name);
  if (attribute === undefined) return undefined;
  if (others.length > 0) return `${name} is given ${others.length + 1} times there. Leave one of them.`;
  const after = opening.attributes.slice(opening.attributes.indexOf(attribute) + 1);
  return after.some(({ type }) => type === 'JSXSpreadAttribute')
    ? `What is spread after ${name} may replace it. Change it by hand.`
    : undefined;
}

/** After the last one: on a line of its own where that one has. */
export function addAttribute(source: string, opening: t.JSXOpeningElement, text: string): Edit {
  const last = opening.attributes.at(-1);
  const start = rangeOf(last ?? opening.typeArguments ?? opening.name).end;
  return { start, end: start, text: `${last === undefined ? ' ' : gapBefore(source, rangeOf(last).start)}${text}` };
}

/** With the space before it; at the beginning of a line that goes on, with the one after it. */
export function removeAttribute(source: string, attribute: t.JSXAttribute): Edit {
  const { start, end } = rangeOf(attribute);
  const [after = ''] = /^[ \t]*/.exec(source.slice(end)) ?? [];
  const goesOn = !/^[\r\n]/.test(source.slice(end + after.length));
  // What stands before may be a comment that ends with its line.
  if (gapBefore(source, start) !== ' ' && goesOn) return { start, end: end + after.length, text: '' };
  return { start: source.slice(0, start).trimEnd().length, end, text: '' };
}

/** A line break with the spaces up to an offset, where nothing else stands before it on its line; else a space. */
export function gapBefore(source: string, offset: number): string {
  return /(?:\r\n|\n)[ \t]*$/.exec(source.slice(0, offset))?.[0] ?? ' ';
}

function nameOf({ name }: t.JSXAttribute): string {
  return name.type === 'JSXIdentifier' ? name.name : `${name.namespace.name}:${name.name.name}`;
}
