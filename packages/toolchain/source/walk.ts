/** Visits every node of a syntax tree, whatever its kind. */
import { visitorKeys } from 'oxc-parser';

export type Node = { type: string; start: number; end: number; [property: string]: unknown };

/** Calls `visit` for `node` and everything below it, parents first. `parents`: the nearest last. */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[]) => void): void {
  const parents: Node[] = [];
  descend(node);

  function descend(current: Node): void {
    visit(current, parents);
    parents.push(current);
    for (const key of visitorKeys[current.type] ?? []) for (const child of childrenOf(current[key])) descend(child);
    parents.pop();
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The name of an identifier, or undefined for any other node. */
export function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' ? String(value['name']) : undefined;
}

function childrenOf(value: unknown): Node[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}
