/** A text that stands in a file as it is: in an attribute, in a string, or in a template without expressions. */
import type * as t from '@babel/types';
import { type Range, rangeOf, unwrap } from '../tree/nodes.ts';
import { jsxAttribute, scriptString } from './escape.ts';

export type Literal = {
  value: string;
  /** Between its quotes. */
  inside: Range;
  /** Another text as it has to be written there. */
  write(text: string): string;
};

/** `node`: the value of an attribute, `{…}`, or an expression; undefined for what is computed. */
export function literalOf(node: t.Node, source: string): Literal | undefined {
  if (node.type === 'JSXExpressionContainer') return expressionLiteral(unwrap(node.expression), source);
  if (node.type !== 'StringLiteral') return undefined;
  const inside = insideOf(node);
  const quote = source.charAt(inside.start - 1);
  return { value: node.value, inside, write: (text) => jsxAttribute(text, quote) };
}

export function expressionLiteral(node: t.Node, source: string): Literal | undefined {
  const inside = insideOf(node);
  const quote = source.charAt(inside.start - 1);
  const write = (text: string) => scriptString(text, quote);
  if (node.type === 'StringLiteral') return { value: node.value, inside, write };
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  const value = node.quasis[0]?.value.cooked;
  return value == null ? undefined : { value, inside, write };
}

function insideOf(node: t.Node): Range {
  const { start, end } = rangeOf(node);
  return { start: start + 1, end: end - 1 };
}
