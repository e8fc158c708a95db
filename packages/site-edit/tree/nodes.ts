/** Nodes of a syntax tree: what is one, where it stands, and what is below it. */
import type * as t from '@babel/types';

export type Range = { start: number; end: number };

/** What says where a node stands, how it was written, and the comments beside it: no part of what it means. */
const BESIDE = new Set(['start', 'end', 'loc', 'range', 'extra', 'comments', 'errors', 'tokens']);

export function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Offsets in the source, in UTF-16 units. */
export function rangeOf({ start, end }: t.Node): Range {
  return { start: start ?? 0, end: end ?? 0 };
}

/** Names of the parts that make up what a node means. */
export function partNames(node: object): string[] {
  return Object.keys(node).filter((name) => !BESIDE.has(name) && partOf(node, name) !== undefined);
}

export function partOf(node: object, name: string): unknown {
  return Reflect.get(node, name);
}

/** Calls `visit` for `node` and everything below it, parents first. `parents`: the nearest last. */
export function walk(node: t.Node, visit: (node: t.Node, parents: readonly t.Node[]) => void): void {
  const parents: t.Node[] = [];
  descend(node);

  function descend(current: t.Node): void {
    visit(current, parents);
    parents.push(current);
    for (const name of partNames(current)) {
      const part = partOf(current, name);
      if (isNode(part)) descend(part);
      else if (Array.isArray(part)) for (const child of part) if (isNode(child)) descend(child);
    }
    parents.pop();
  }
}

/** What stands behind `as`, `satisfies` and `!`, which say something of the type alone. */
export function unwrap(node: t.Node): t.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
    case 'ParenthesizedExpression':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** `h1`, `Nav.Link`, `svg:path`. */
export function tagOf(name: t.JSXOpeningElement['name']): string {
  switch (name.type) {
    case 'JSXIdentifier':
      return name.name;
    case 'JSXNamespacedName':
      return `${name.namespace.name}:${name.name.name}`;
    case 'JSXMemberExpression':
      return `${tagOf(name.object)}.${name.property.name}`;
  }
}

/** Of an offset; the first is 1. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/).length;
}
