/** A text or a link that is a prop: a string of its own, or within an object that is given. */
import type * as t from '@babel/types';
import { addAttribute, doubtOf, findAttribute } from '../jsx/attributes.ts';
import { jsxAttribute } from '../jsx/escape.ts';
import { expressionLiteral, type Literal, literalOf } from '../jsx/literal.ts';
import { findProperty } from '../jsx/object.ts';
import { rangeOf, unwrap } from '../tree/nodes.ts';
import { computedText, type Place, type PlaceRequest, refused, shownSource } from './place.ts';

/** `path`: `title`, or `content.title`. */
export function propPlace(asked: PlaceRequest, path: string): Place {
  const { source, element, change, quotes } = asked;
  const { openingElement } = element;
  const [name = '', ...keys] = path.split('.');
  const [attribute] = findAttribute(openingElement, name);
  if (attribute === undefined) {
    if (keys.length > 0)
      return refused(`It has no prop ${name} in which ${path} could be. Correct the section in UX_SECTIONS.`);
    const text = `${name}=${quotes.attribute}${jsxAttribute(change.value, quotes.attribute)}${quotes.attribute}`;
    return { kind: 'edit', from: undefined, edit: addAttribute(source, openingElement, text) };
  }
  const doubt = doubtOf(openingElement, name);
  if (doubt !== undefined) return refused(doubt);
  const literal = literalAt(attribute, keys, source);
  if ('problem' in literal) return refused(literal.problem);
  if (literal.value === change.value) return { kind: 'already' };
  return { kind: 'edit', from: literal.value, edit: { ...literal.inside, text: literal.write(change.value) } };
}

function literalAt(
  { value, name }: t.JSXAttribute,
  keys: readonly string[],
  source: string,
): Literal | { problem: string } {
  const computed = (node: t.Node) => ({ problem: computedText(shownSource(source, rangeOf(node))) });
  if (value == null) return computed(name);
  if (keys.length === 0) return literalOf(value, source) ?? computed(value);
  let node: t.Node = value.type === 'JSXExpressionContainer' ? unwrap(value.expression) : value;
  for (const key of keys) {
    if (node.type !== 'ObjectExpression') return computed(node);
    const found = findProperty(node, [key]);
    if ('problem' in found) return found;
    if (found.property === undefined)
      return {
        problem: `There is no ${key} in ${shownSource(source, rangeOf(node))}. Correct the section in UX_SECTIONS.`,
      };
    node = unwrap(found.property.value);
  }
  return expressionLiteral(node, source) ?? computed(node);
}
