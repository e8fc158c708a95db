/** Reads the commands of the handbook: what stands in its blocks, and in the code of its sentences and tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const DOCS = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
);
/** The prompts for agents have a test of their own: their commands have placeholders. */
export const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...DOCS.toSorted().map((path) => `docs/${path}`),
  'packages/workflows/README.md',
].filter((path) => !path.startsWith('docs/agent-prompts/'));

export type Line = { page: string; command: string; needsAccount: boolean };

/** Blocks for the shell (`sh`, or `sh needs-account`), and what is typed in a block that shows a terminal (`console`). */
export function linesOf(page: string, text = readFileSync(join(ROOT, page), 'utf8')): Line[] {
  return [...text.matchAll(/^ *```([^\n]*)\n(.*?)^ *```/gms)].flatMap(([, language = '', block = '']) => {
    const typed = block.split('\n').flatMap((line) => typedIn(language, line));
    return typed.map((command) => ({ page, command, needsAccount: language === 'sh needs-account' }));
  });
}

function typedIn(language: string, line: string): string[] {
  if (language === 'console') return line.startsWith('$ ') ? [line.slice(2).trim()] : [];
  if (!language.startsWith('sh')) return [];
  const command = line.replace(/\s# .*|^\s*#.*/, '').trim();
  return command === '' ? [] : [command];
}

/** What a sentence or a table names: `pnpm valine dlq`, `npm start -- --tour`. */
export function spansOf(page: string): { page: string; command: string }[] {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/^ *```.*?^ *```/gms, '');
  const spans = text.matchAll(/`((?:npx -y pnpm@[\d.]+|pnpm|npm|valine) [^`]+)`/g);
  return [...spans].map(([, command = '']) => ({ page, command: command.replace(/^valine/, 'pnpm valine') }));
}

/** What the README's first session has one type at the prompt, row by row. */
export function typedInFirstSession(): string[] {
  const table = readFileSync(join(ROOT, 'README.md'), 'utf8').split('| You type')[1]?.split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([!/][^`]+)`/g)].map(([, typed = '']) => typed));
}

/** How a line that needs no account is run. `by`: the file whose program or test does it. */
export type Run = { how: 'on the stack' } | { how: 'elsewhere'; by: string; where: string };

const ON_THE_STACK = [
  /^pnpm simulate --seeds 20000$/,
  /^cp -r <valine-orchestrator>\/packages\/workflows\/\.github \.$/,
  /^(?:npx -y pnpm@[\d.]+|pnpm) valine /,
  /^curl -X POST 'http:\/\/127\.0\.0\.1:3000\/local\//,
  /^npm start -- (?:--exec "[^"]+" ?)+$/,
];

/** Too long for a test, or a step of what judges the project: `where` stands in that file. */
const ELSEWHERE: readonly [RegExp, by: string, where: string][] = [
  [/^npm start$/, 'packages/local-stack/main.test.ts', '--no-prompt'],
  [/^npm test$/, '.ci/run', 'npm test'],
  [/^pnpm format$/, 'packages/toolchain/gate.ts', "BIOME, 'ci'"],
  [/^pnpm exec tsc -p tsconfig.json$/, 'packages/toolchain/gate.ts', "bin/tsc', '-p', 'tsconfig.json'"],
  [/^pnpm exec node packages\/toolchain\/check.ts$/, 'packages/toolchain/gate.ts', 'packages/toolchain/check.ts'],
  [/^pnpm exec knip$/, 'packages/toolchain/gate.ts', 'knip.js'],
  [/^pnpm exec vitest run services\/dispatcher$/, 'packages/toolchain/gate.ts', "testsStep('tests and simulation'"],
  [/^pnpm test:kill$/, 'packages/toolchain/gate/proof-steps.ts', 'KILL_DAYS'],
  [/^npx -y pnpm@[\d.]+ release 0\.2\.0$/, 'test/handbook/release.proof.ts', 'prepare.ts'],
  [/^git commit -am "release: 0\.2\.0"$/, 'test/handbook/release.proof.ts', 'git'],
];

/** `undefined`: nothing runs it. Then it is marked as needing an account, or the page is wrong. */
export function howRun(command: string): Run | undefined {
  if (ON_THE_STACK.some((pattern) => pattern.test(command))) return { how: 'on the stack' };
  const [, by, where] = ELSEWHERE.find(([pattern]) => pattern.test(command)) ?? [];
  return by === undefined || where === undefined ? undefined : { how: 'elsewhere', by, where };
}
