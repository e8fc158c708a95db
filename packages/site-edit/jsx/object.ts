/** Finds, adds and takes away properties of an object literal. */
import type * as t from '@babel/types';
import { rangeOf } from '../tree/nodes.ts';
import { gapBefore } from './attributes.ts';
import type { Edit } from './edit.ts';

export type FoundProperty = { property: t.ObjectProperty | undefined } | { problem: string };

/** The one that has one of these names. What may replace it is refused: another one, or what is spread or computed after it. */
export function findProperty(object: t.ObjectExpression, names: readonly string[]): FoundProperty {
  const found = object.properties.filter((one) => names.includes(propertyName(one) ?? ''));
  const [property] = found;
  if (property === undefined) return { property };
  const name = propertyName(property) ?? '';
  if (found.length > 1)
    return { problem: `${found.map(propertyName).join(' and ')} are both given there. Leave one of them.` };
  const after = object.properties.slice(object.properties.indexOf(property) + 1);
  if (after.some((one) => propertyName(one) === undefined))
    return { problem: `What is spread or computed after ${name} may replace it. Change it by hand.` };
  return property.type === 'ObjectProperty'
    ? { property }
    : { problem: `${name} is a function there. Change it by hand.` };
}

/** After the last one: on a line of its own where that one has. */
export function addProperty(source: string, object: t.ObjectExpression, text: string): Edit {
  const last = object.properties.at(-1);
  if (last !== undefined) {
    const { start, end } = rangeOf(last);
    return { start: end, end, text: `,${gapBefore(source, start)}${text}` };
  }
  const start = rangeOf(object).start + 1;
  return { start, end: start, text: source.charAt(start) === '}' ? ` ${text} ` : ` ${text}` };
}

/** With the comma and the spaces that go with it. */
export function removeProperty(source: string, object: t.ObjectExpression, property: t.ObjectProperty): Edit {
  const index = object.properties.indexOf(property);
  const { start, end } = rangeOf(property);
  const [before, after] = [object.properties[index - 1], object.properties[index + 1]];
  if (after !== undefined) return { start, end: rangeOf(after).start, text: '' };
  if (before !== undefined) return { start: rangeOf(before).end, end, text: '' };
  const inside = { start: rangeOf(object).start + 1, end: rangeOf(object).end - 1 };
  const around = source.slice(inside.start, start).trim() + source.slice(end, inside.end).trim();
  const alone = around === '' || around === ',';
  return alone
    ? { ...inside, text: '' }
    : { start, end: end + (/^\s*,/.exec(source.slice(end))?.[0].length ?? 0), text: '' };
}

/** Undefined for what is spread, and for a name that is computed. */
export function propertyName(one: t.ObjectExpression['properties'][number]): string | undefined {
  if (one.type === 'SpreadElement' || one.computed) return undefined;
  if (one.key.type === 'Identifier') return one.key.name;
  return one.key.type === 'StringLiteral' ? one.key.value : undefined;
}
