/** Every block of commands in the handbook: of programs that stand here, with options that they have, or marked as needing an account. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = join(ROOT, 'packages/cli/main.ts');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
];
const SCRIPTS: Record<string, string> = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts;

type Line = { page: string; command: string; needsAccount: boolean };

const LINES: Line[] = PAGES.flatMap((page) => {
  const blocks = readFileSync(join(ROOT, page), 'utf8').matchAll(/^ *```sh( needs-account)?\n(.*?)^ *```/gms);
  return [...blocks].flatMap(([, marked, text = '']) =>
    text.split('\n').flatMap((line) => {
      const command = line.replace(/\s# .*|^\s*#.*/, '').trim();
      return command === '' ? [] : [{ page, command, needsAccount: marked !== undefined }];
    }),
  );
});

/** Options by command of `valine`, once it was asked. */
const known = new Map<string, string>();
function helpOf(command: string): string {
  const help = known.get(command) ?? spawnSync(process.execPath, [CLI, command, '--help'], { encoding: 'utf8' }).stdout;
  known.set(command, help);
  return help;
}

const GLOBAL = ['--stage', '--local', '--json', '--version', '--help'];
const PNPM = /^(?:npx -y pnpm@[\d.]+|pnpm) (.*)$/;

/** What is wrong with it, or undefined. */
function problemOf(command: string): string | undefined {
  const asked = PNPM.exec(command.replace(/^\w+=\S+ /, ''))?.[1];
  const valine = /^(?:exec )?valine (.*)$/.exec(asked ?? '')?.[1];
  if (valine !== undefined) return problemOfValine(valine);
  if (asked !== undefined) return problemOfPnpm(asked);
  const [program = '', script = ''] = command.split(' ');
  if (program === 'npm')
    return script in SCRIPTS || (script === 'run' && (command.split(' ')[2] ?? '') in SCRIPTS)
      ? undefined
      : `npm has no script ${script}`;
  if (program === 'git' || (program === 'curl' && command.includes('http://127.0.0.1:3000/local/'))) return undefined;
  if (program === 'node') return existsSync(join(ROOT, script)) ? undefined : `${script} is not there`;
  return `${program} is no program of this repository: mark the block with needs-account`;
}

function problemOfPnpm(asked: string): string | undefined {
  const [name = '', program = ''] = asked.split(' ');
  if (name === 'install' || name in SCRIPTS) return undefined;
  if (name === 'exec' && existsSync(join(ROOT, 'node_modules/.bin', program))) return undefined;
  return `pnpm ${name} ${program} is nothing that is here`;
}

function problemOfValine(given: string): string | undefined {
  const [name = ''] = given.split(/[ [\]]/);
  if (name.startsWith('--')) return undefined;
  const help = helpOf(name);
  if (!help.startsWith(`Usage: valine ${name}`)) return `valine has no command ${name}`;
  const options = given.match(/--[a-z-]+/g) ?? [];
  const strange = options.find((option) => !GLOBAL.includes(option) && !help.includes(option));
  return strange === undefined ? undefined : `valine ${name} has no ${strange}`;
}

describe('the handbook', () => {
  it('has blocks of commands on these pages', () => {
    expect(LINES.length).toBeGreaterThan(60);
    expect(new Set(LINES.map(({ page }) => page)).size).toBeGreaterThan(7);
  });

  it.each(LINES.filter(({ needsAccount }) => !needsAccount))('$page: $command', ({ command }) => {
    expect(problemOf(command)).toBeUndefined();
  });

  it('has commands of valine that there are, where an account is needed too', () => {
    const problems = LINES.filter(({ needsAccount, command }) => needsAccount && /valine [a-z]/.test(command));
    expect(problems.flatMap(({ command }) => problemOf(command) ?? [])).toEqual([]);
  });

  it.each(['pulumi up', 'pnpm valine dance', 'pnpm valine dlq --hard', 'npm run dance', 'pnpm dance'])(
    'would find %s',
    (command) => {
      expect(problemOf(command)).toBeDefined();
    },
  );
});

describe('links between pages', () => {
  const links = [...PAGES, 'CHANGELOG.md'].flatMap((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    return [...text.matchAll(/\]\(((?!https?:)[\w./-]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => ({ page, to }));
  });

  it('lead to what is there', () => {
    const lost = links.filter(({ page, to }) => !existsSync(join(ROOT, page, '..', to)));
    expect(lost).toEqual([]);
  });
});
