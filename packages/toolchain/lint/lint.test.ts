/** That the lint bites where a rule of this project rests on its configuration alone. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../../..');
const LINT = 'packages/toolchain/lint';
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'valine-lint-'));
  cpSync(join(PROJECT, 'biome.json'), join(root, 'biome.json'));
  cpSync(join(PROJECT, LINT), join(root, LINT), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

/** What the lint tells of a module at that path: `<rule> <line>` each. */
function lint(path: string, text: string, ...options: string[]): string[] {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const biome = join(PROJECT, 'node_modules/@biomejs/biome/bin/biome');
  const told = runToEnd([biome, 'lint', '--vcs-enabled=false', '--reporter=github', ...options, path]);
  return Array.from(told.matchAll(/title=(\S+?),.*?,line=(\d+)/g), ([, rule, line]) => `${rule} ${line}`);
}

function runToEnd(command: readonly string[]): string {
  try {
    return execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

const HANDLER = 'services/dispatcher/handle.ts';

describe('outside adapters, the lint', () => {
  it.each([
    ['Date.now()', 'lint/nursery/noJsRestrictedProperties'],
    ['new Date()', 'plugin'],
    ['Date()', 'plugin'],
    ['Math.random()', 'lint/nursery/noJsRestrictedProperties'],
    ['performance.now()', 'lint/style/noRestrictedGlobals'],
    ['process.env', 'lint/style/noRestrictedGlobals'],
    ['crypto.randomUUID()', 'lint/style/noRestrictedGlobals'],
    ["fetch('https://example.com')", 'lint/style/noRestrictedGlobals'],
    ["globalThis.fetch('https://example.com')", 'lint/nursery/noJsRestrictedProperties'],
    ['setTimeout(done, 5)', 'lint/style/noRestrictedGlobals'],
    ['start({ fetch })', 'lint/style/noRestrictedGlobals'],
    ['value as Plan', 'lint/nursery/noUnsafeTypeAssertion'],
  ])('refuses %s', (expression, rule) => {
    expect(lint(HANDLER, `\nexport const x = ${expression};\n`)).toEqual([`${rule} 2`]);
  });

  it.each([
    "export { randomUUID } from 'node:crypto';",
    "export { readFileSync } from 'node:fs';",
    "export { setTimeout } from 'node:timers/promises';",
  ])('refuses %s', (text) => {
    expect(lint(HANDLER, text)).toEqual(['lint/style/noRestrictedImports 1']);
  });

  it('accepts ports, facts and constants', () => {
    const text = `import { createHash } from 'node:crypto';
      export const names = ['a'] as const satisfies string[];
      export function handle({ clock, fetch }: { clock: Clock; fetch: typeof globalThis.fetch }) {
        http.fetch(new Date(clock.now()), { setTimeout: createHash });
        return fetch('/');
      }`;
    expect(lint(HANDLER, text)).toEqual([]);
  });

  it.each([
    'services/ingress/lambda.ts',
    'services/ingress/aws/queues.ts',
    'packages/records/dynamodb/store.ts',
    'packages/cli/main.ts',
    'services/a/b.test.ts',
  ])('lets %s meet the world', (path) => {
    expect(lint(path, 'export const now = [Date.now(), new Date(), process.env as Settings];\n')).toEqual([]);
  });
});

describe('in a test, the lint', () => {
  it.each(['it.only', 'it.skip', 'describe.skip', 'test.todo', 'it.skipIf', 'it.fails'])('refuses %s', (how) => {
    expect(lint('services/a.test.ts', `${how}('works', () => {});\n`)).toHaveLength(1);
  });

  it('accepts plain tests and tables', () => {
    expect(lint('services/a.test.ts', "it('works', () => {});\nit.each([1])('%s', () => {});\n")).toEqual([]);
  });
});

describe('the lint of the whole project', () => {
  it('refuses modules that import each other, types too', () => {
    lint('packages/a/one.ts', "import type { Two } from './two.ts';\nexport type One = Two;\n");
    const text = "import type { One } from './one.ts';\nexport type Two = One | 1;\n";
    const told = lint('packages/a/two.ts', text, `--config-path=${LINT}/whole-project.json`);
    expect(told).toEqual(['lint/suspicious/noImportCycles 1']);
  });
});
