/** The JSX elements of a file: each with the component it stands in. */
import type * as t from '@babel/types';
import { isNode, rangeOf, tagOf, unwrap, walk } from './nodes.ts';
import { shortText } from './short-text.ts';

export type SeenElement = {
  element: t.JSXElement;
  tag: string;
  line: number;
  /** Names of what encloses it, the nearest first, up to the component it stands in. */
  within: readonly string[];
};

/** Characters of what an element says. */
const TEXT = 24;

/** In the order of the file. */
export function elementsOf(file: t.File): SeenElement[] {
  const seen: SeenElement[] = [];
  walk(file.program, (node, parents) => {
    if (node.type !== 'JSXElement') return;
    const tag = tagOf(node.openingElement.name);
    seen.push({ element: node, tag, line: node.loc?.start.line ?? 0, within: namesAround(node, parents) });
  });
  return seen.sort((a, b) => rangeOf(a.element).start - rangeOf(b.element).start);
}

/** `line 12: <h1> in Header "Welcome"`. */
export function elementText({ element, line, tag, within }: SeenElement): string {
  const component = within.findLast(isComponent) ?? within[0];
  const text = element.children.flatMap((child) => (child.type === 'JSXText' ? child.value.trim().split(/\s+/) : []));
  const words = text.join(' ').trim();
  const said = words === '' ? '' : ` "${shortText(words, TEXT)}"`;
  return `line ${line}: <${tag}>${component === undefined ? '' : ` in ${component}`}${said}`;
}

function namesAround(element: t.Node, parents: readonly t.Node[]): string[] {
  const names: string[] = [];
  let inFunction = false;
  for (const [index, parent] of [...parents.entries()].reverse()) {
    inFunction ||= isFunction(parent);
    const name = nameOf(parent, parents[index + 1] ?? element);
    if (name === undefined) continue;
    names.push(name);
    // A constant such as `const Title = <h1/>` is no component, and what is passed on, as to memo(), has one around it.
    if (isComponent(name) && inFunction && !isPassedOn(parent)) break;
  }
  return names;
}

function nameOf(node: t.Node, below: t.Node): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'FunctionExpression':
    case 'ClassExpression':
      return node.id?.name;
    case 'VariableDeclarator':
      return node.init === below ? writtenName(node.id) : undefined;
    case 'AssignmentExpression':
      return node.right === below ? writtenName(node.left) : undefined;
    case 'ObjectProperty':
    case 'ClassProperty':
      return node.value === below && !node.computed ? writtenName(node.key) : undefined;
    case 'ObjectMethod':
    case 'ClassMethod':
      return node.computed ? undefined : writtenName(node.key);
    case 'ExportDefaultDeclaration':
      return 'default';
    default:
      return undefined;
  }
}

function writtenName(node: t.Node): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name;
  if (inner.type !== 'MemberExpression' || inner.computed || !isNode(inner.property)) return undefined;
  const [object, property] = [writtenName(inner.object), writtenName(inner.property)];
  return object === undefined || property === undefined ? property : `${object}.${property}`;
}

function isFunction({ type }: t.Node): boolean {
  return /Function|Method|^Class(Declaration|Expression)$/.test(type);
}

function isPassedOn({ type }: t.Node): boolean {
  return type === 'FunctionExpression' || type === 'ClassExpression';
}

function isComponent(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}
