/** Clock, chance, network, environment and timers belong in adapters; everything else takes them as ports. */
import { isAdapter } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import { isNode, type Node, nameOf, walk } from '../source/walk.ts';
import type { Violation } from './violation.ts';

const IMPURE_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'process.env',
  'process.hrtime',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'globalThis.fetch',
  'globalThis.process',
  'globalThis.setTimeout',
  'globalThis.setInterval',
]);
const IMPURE_NAMES = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'XMLHttpRequest', 'WebSocket']);
const RANDOM_IMPORTS = /^(random\w+|getRandomValues|webcrypto)$/;
/** The parts of Node that compute; the others reach files, sockets, processes and clocks. */
const COMPUTING_BUILTINS = new Set(['crypto', 'util', 'buffer', 'url', 'path', 'assert', 'zlib', 'string_decoder']);

export function checkImpureExpressions(file: SourceFile): Violation[] {
  if (isAdapter(file.path)) return [];
  const found = impureBuiltins(file);
  const own = declaredNames(file.program);
  walk(file.program, (node, parents) => {
    const what =
      impureMember(node) ?? clockReading(node) ?? impureName(node, parents.at(-1), own) ?? chanceImport(node);
    if (what !== undefined) found.push(violation(file, file.lineAt(node.start), what));
  });
  return found;
}

function violation(file: SourceFile, line: number, what: string): Violation {
  return { file: file.path, line, says: `uses ${what}: outside adapters it comes in as a port` };
}

function impureBuiltins(file: SourceFile): Violation[] {
  return file.imports
    .filter(({ specifier, typeOnly }) => !typeOnly && specifier.startsWith('node:'))
    .filter(({ specifier }) => !COMPUTING_BUILTINS.has(specifier.slice('node:'.length)))
    .map(({ specifier, line }) => violation(file, line, specifier));
}

function impureMember(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
  return IMPURE_MEMBERS.has(member) ? member : undefined;
}

/** `new Date()` and `Date()` read the clock; `new Date(facts.now)` does not. */
function clockReading(node: Node): string | undefined {
  if (nameOf(node['callee']) !== 'Date') return undefined;
  if (node.type === 'CallExpression') return 'Date()';
  const given = node['arguments'];
  return node.type === 'NewExpression' && Array.isArray(given) && given.length === 0 ? 'new Date()' : undefined;
}

function impureName(node: Node, parent: Node | undefined, own: ReadonlySet<string>): string | undefined {
  const name = nameOf(node);
  if (name === undefined || !IMPURE_NAMES.has(name) || own.has(name)) return undefined;
  return parent !== undefined && isReference(node, parent) ? name : undefined;
}

/** Not the `fetch` of `http.fetch`, of `{ fetch: … }`, of an import or of a type. */
function isReference(node: Node, parent: Node): boolean {
  if (/^(TS|Import|Export)/.test(parent.type)) return false;
  const isPlainName = parent['computed'] !== true && (parent['property'] === node || parent['key'] === node);
  return !isPlainName || (parent['shorthand'] === true && parent['value'] === node);
}

function chanceImport(node: Node): string | undefined {
  if (node.type !== 'ImportSpecifier') return undefined;
  const name = nameOf(node['imported']);
  return name !== undefined && RANDOM_IMPORTS.test(name) ? name : undefined;
}

/** Names that the module itself gives to something, most often a port that is handed in. */
function declaredNames(program: Node): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    const parameters = Array.isArray(node['params']) ? node['params'] : [];
    for (const bound of [...parameters, node.type === 'VariableDeclarator' ? node['id'] : undefined])
      collect(bound, names);
  });
  return names;
}

function collect(pattern: unknown, names: Set<string>): void {
  if (!isNode(pattern)) return;
  if (pattern.type === 'ObjectPattern' && Array.isArray(pattern['properties']))
    for (const property of pattern['properties']) if (isNode(property)) collect(property['value'], names);
  const name = nameOf(pattern.type === 'AssignmentPattern' ? pattern['left'] : pattern);
  if (name !== undefined) names.add(name);
}
