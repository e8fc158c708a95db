/** Side effects have one way out: the methods of the clients that write are named in the effects' own files alone. */
import { isTest } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import type { Project } from '../source/project.ts';
import { isNode, type Node, nameOf, walk } from '../source/walk.ts';
import type { Violation } from './violation.ts';

/** The interfaces of the clients; every method of theirs writes unless it stands under `reads`. */
const CLIENTS = [
  { path: 'packages/github/writing/github-writer.ts', interface: 'GitHubWriter', reads: [] },
  // Whoever sends a delivery again has claimed it: see docs/effects.md.
  { path: 'packages/github/set-up/hook-deliveries.ts', interface: 'HookDeliveries', reads: ['findHook', 'page'] },
  {
    path: 'packages/discord/create-discord.ts',
    interface: 'Discord',
    // Registering commands overwrites them all by the same ones: an operator does it, as often as they like.
    reads: ['recentMessages', 'registerCommands'],
  },
];

/** The effects, and the clients with what stands in for them. */
const ALLOWED = [
  'services/dispatcher/effects/',
  'services/dispatcher/operations/deliveries/redeliver.ts',
  'services/notifier/write-message.ts',
  'packages/github/writing/',
  'packages/github/set-up/',
  'packages/cli/',
  'packages/discord/create-discord.ts',
  'packages/discord-model/',
  'packages/testing/',
  'packages/local-stack/',
  'packages/sandboxes/',
  'test/',
];

export function checkWritingCalls({ files }: Project): Violation[] {
  const methods = new Set(CLIENTS.flatMap((client) => writingMethods(files, client)));
  return files.filter(({ path }) => !isAllowed(path)).flatMap((file) => namings(file, methods));
}

function isAllowed(path: string): boolean {
  return isTest(path) || ALLOWED.some((allowed) => path.startsWith(allowed));
}

function namings(file: SourceFile, methods: ReadonlySet<string>): Violation[] {
  const found: Violation[] = [];
  walk(file.program, (node, parents) => {
    const method = taken(node, parents.at(-1));
    if (method === undefined || !methods.has(method)) return;
    const says = `takes ${method} of a client that writes: side effects are made by effect files alone, which journal them`;
    found.push({ file: file.path, line: file.lineAt(node.start), says });
  });
  return found;
}

/** `writer.method`, `writer['method']` and `{ method } = writer`. */
function taken(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'MemberExpression') return nameOf(node['property']) ?? literalOf(node['property']);
  if (node.type === 'Property' && parent?.type === 'ObjectPattern') return nameOf(node['key']);
  return undefined;
}

function literalOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Literal' ? String(value['value']) : undefined;
}

/** @throws Error when the interface is not where it is said to be: the rule would hold for nothing then */
function writingMethods(files: readonly SourceFile[], client: (typeof CLIENTS)[number]): string[] {
  const methods: string[] = [];
  const file = files.find(({ path }) => path === client.path);
  if (file !== undefined)
    walk(file.program, (node, parents) => {
      const owner = parents.at(-2);
      if (node.type !== 'TSMethodSignature' || nameOf(owner?.['id']) !== client.interface) return;
      methods.push(nameOf(node['key']) ?? '');
    });
  if (methods.length === 0) throw new Error(`${client.path} declares no interface ${client.interface} with methods`);
  return methods.filter((method) => !client.reads.some((read) => read === method));
}
