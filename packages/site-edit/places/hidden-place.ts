/** The attribute `hidden`. */
import type * as t from '@babel/types';
import { addAttribute, doubtOf, findAttribute, hasSpread, removeAttribute } from '../jsx/attributes.ts';
import { rangeOf, unwrap } from '../tree/nodes.ts';
import { computedText, type Place, type PlaceRequest, refused, shownSource } from './place.ts';

export function hiddenPlace({ source, element: { openingElement }, change }: PlaceRequest): Place {
  const hide = change.value === 'false';
  const [attribute] = findAttribute(openingElement, 'hidden');
  if (attribute === undefined) {
    if (hide) return { kind: 'edit', from: 'true', edit: addAttribute(source, openingElement, 'hidden') };
    return hasSpread(openingElement)
      ? refused('What is spread there may hide it. Change it by hand.')
      : { kind: 'already' };
  }
  const doubt = doubtOf(openingElement, 'hidden');
  if (doubt !== undefined) return refused(doubt);
  const hidden = isHidden(attribute);
  if (hidden === undefined) return refused(computedText(shownSource(source, rangeOf(attribute))));
  if (hidden === hide) return { kind: 'already' };
  if (hide) return { kind: 'edit', from: 'true', edit: { ...rangeOf(attribute), text: 'hidden' } };
  return { kind: 'edit', from: 'false', edit: removeAttribute(source, attribute) };
}

/** Undefined for what is computed. */
function isHidden({ value }: t.JSXAttribute): boolean | undefined {
  if (value == null) return true;
  if (value.type === 'StringLiteral') return value.value !== '';
  const given = value.type === 'JSXExpressionContainer' ? unwrap(value.expression) : value;
  return given.type === 'BooleanLiteral' ? given.value : undefined;
}
