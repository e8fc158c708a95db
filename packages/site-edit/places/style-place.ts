/** A property of the inline style. */
import type * as t from '@babel/types';
import { addAttribute, doubtOf, findAttribute, hasSpread } from '../jsx/attributes.ts';
import { scriptString } from '../jsx/escape.ts';
import { expressionLiteral } from '../jsx/literal.ts';
import { addProperty, findProperty, propertyName, removeProperty } from '../jsx/object.ts';
import { rangeOf, unwrap } from '../tree/nodes.ts';
import { isColor } from '../values/color.ts';
import { computedText, type Place, type PlaceRequest, refused, shownSource } from './place.ts';

/** The background may stand in either; the first is the one that is added. */
const KEYS = { color: ['color'], background: ['backgroundColor', 'background'] };

export function colorPlace(asked: PlaceRequest, property: 'color' | 'background'): Place {
  const style = styleOf(asked);
  if ('problem' in style) return refused(style.problem);
  const { value } = asked.change;
  const keys = KEYS[property];
  if (style.object === undefined) return addedStyle(asked, keys[0] ?? property);
  const found = findProperty(style.object, keys);
  if ('problem' in found) return refused(found.problem);
  if (found.property === undefined) return addedProperty(asked, style.object, keys[0] ?? property);
  const literal = expressionLiteral(unwrap(found.property.value), asked.source);
  if (literal === undefined) return notWritten(asked, found.property);
  if (literal.value === value) return { kind: 'already' };
  // An image or a gradient would be lost.
  if (property === 'background' && isShorthand(found.property) && !isColor(literal.value)) {
    return refused(`More than a colour stands there: ${shownSource(asked.source, literal.inside)}. Change it by hand.`);
  }
  return { kind: 'edit', from: literal.value, edit: { ...literal.inside, text: literal.write(value) } };
}

/** Hidden by `display: none`. */
export function displayPlace(asked: PlaceRequest): Place {
  const style = styleOf(asked);
  if ('problem' in style) return refused(style.problem);
  const { object } = style;
  const hide = asked.change.value === 'false';
  if (object === undefined) return hide ? addedStyle(asked, 'display') : { kind: 'already' };
  const found = findProperty(object, ['display']);
  if ('problem' in found) return refused(found.problem);
  const { property } = found;
  if (property === undefined && hide) return addedProperty(asked, object, 'display');
  if (property === undefined) {
    return isOpen(object) ? refused('What is spread there may hide it. Change it by hand.') : { kind: 'already' };
  }
  const literal = expressionLiteral(unwrap(property.value), asked.source);
  if (literal === undefined) return notWritten(asked, property);
  if (hide === (literal.value === 'none')) return { kind: 'already' };
  const from = hide ? 'true' : 'false';
  if (!hide) return { kind: 'edit', from, edit: removeProperty(asked.source, object, property) };
  return { kind: 'edit', from, edit: { ...literal.inside, text: literal.write('none') } };
}

/** `object` is undefined where there is no style yet. */
function styleOf({
  source,
  element: { openingElement },
}: PlaceRequest): { object: t.ObjectExpression | undefined } | { problem: string } {
  const [style] = findAttribute(openingElement, 'style');
  if (style === undefined) {
    return hasSpread(openingElement)
      ? { problem: 'What is spread there may have a style. Change it by hand.' }
      : { object: undefined };
  }
  const doubt = doubtOf(openingElement, 'style');
  if (doubt !== undefined) return { problem: doubt };
  const value = style.value?.type === 'JSXExpressionContainer' ? unwrap(style.value.expression) : undefined;
  if (value?.type === 'ObjectExpression') return { object: value };
  return { problem: computedText(shownSource(source, rangeOf(style))) };
}

function addedStyle(asked: PlaceRequest, key: string): Place {
  const text = `style={{ ${propertyText(asked, key)} }}`;
  return { kind: 'edit', from: undefined, edit: addAttribute(asked.source, asked.element.openingElement, text) };
}

function addedProperty(asked: PlaceRequest, object: t.ObjectExpression, key: string): Place {
  return { kind: 'edit', from: undefined, edit: addProperty(asked.source, object, propertyText(asked, key)) };
}

function propertyText({ change, quotes: { script } }: PlaceRequest, key: string): string {
  const value = key === 'display' ? 'none' : change.value;
  return `${key}: ${script}${scriptString(value, script)}${script}`;
}

function notWritten({ source }: PlaceRequest, property: t.ObjectProperty): Place {
  return refused(computedText(shownSource(source, rangeOf(property))));
}

function isShorthand(property: t.ObjectProperty): boolean {
  return propertyName(property) === 'background';
}

/** Whether it has more than the names that are written there. */
function isOpen({ properties }: t.ObjectExpression): boolean {
  return properties.some((one) => propertyName(one) === undefined);
}
