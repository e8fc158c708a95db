/** Every command in the handbook is run by a test or marked as needing an account, and names what is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesNothing } from '../contracts/names-in-prompts.ts';
import { howRun, linesOf, PAGES, ROOT, spansOf, typedInFirstSession } from './handbook.ts';

const LINES = PAGES.flatMap((page) => linesOf(page));
const SPANS = PAGES.flatMap(spansOf);
const MANIFEST: { scripts: object } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const PNPM = /^(?:npx -y pnpm@[\d.]+|pnpm) (.*)$/;

/** What is named and is not there, or undefined. */
function problemOf(command: string): string | undefined {
  const asked = PNPM.exec(command.replace(/^\w+=\S+ /, ''))?.[1];
  const valine = /^(?:exec )?valine (.*)$/.exec(asked ?? '')?.[1];
  if (valine !== undefined) return problemOfValine(valine);
  const [program = '', script = '', name = ''] = (asked === undefined ? command : `npm ${asked}`).split(' ');
  if (program !== 'npm' || ['install', '…'].includes(script)) return undefined;
  if (script === 'exec') return name === '' || isProgram(name) ? undefined : `there is no program ${name}`;
  const asScript = script === 'run' ? name : script;
  return asScript in MANIFEST.scripts ? undefined : `there is no script ${asScript}`;
}

/** pulumi is installed by whoever deploys. */
function isProgram(name: string): boolean {
  return name === 'pulumi' || existsSync(join(ROOT, 'node_modules/.bin', name));
}

function problemOfValine(given: string): string | undefined {
  if (given.startsWith('--')) return undefined;
  return namesNothing(`\`valine ${given.replaceAll(/[[\]]/g, '')}\``).find((problem) =>
    /^(valine|option) /.test(problem),
  );
}

/** Commands that nothing runs and that no mark excuses, and what is said to run one and does not. */
function unrunIn(lines: readonly (typeof LINES)[number][]): string[] {
  return lines.flatMap(({ page, command, needsAccount }) => {
    if (needsAccount) return [];
    const run = howRun(command);
    if (run === undefined) return `${page}: ${command}: nothing runs it; mark the block with needs-account, or run it`;
    if (run.how === 'on the stack' || readFileSync(join(ROOT, run.by), 'utf8').includes(run.where)) return [];
    return `${page}: ${command}: ${run.by} runs it no more`;
  });
}

describe('the handbook', () => {
  it('has commands on these pages', () => {
    expect(LINES.length).toBeGreaterThan(100);
    expect(new Set(LINES.map(({ page }) => page)).size).toBeGreaterThan(10);
  });

  it('has each of them run by a test, or marked', () => {
    expect(unrunIn(LINES)).toEqual([]);
  });

  it('names no command, option, script or program that is not there', () => {
    const wrong = [...LINES, ...SPANS].flatMap(({ page, command }) => {
      const problem = problemOf(command);
      return problem === undefined ? [] : [`${page}: ${command}: ${problem}`];
    });
    expect(wrong).toEqual([]);
  });
});

it('the first session has one type commands and actions that there are', () => {
  const typed = typedInFirstSession();
  expect(typed.length).toBeGreaterThan(35);
  expect(typed.flatMap((line) => namesNothing(`\`${line}\``))).toEqual([]);
});

describe('it would find', () => {
  it.each(['pulumi up', 'gh pr list', 'npm start -- --dance', 'aws s3 ls'])('that nothing runs %s', (command) => {
    expect(unrunIn(linesOf('a page', `\`\`\`sh\n${command}\n\`\`\``))).toHaveLength(1);
    expect(unrunIn(linesOf('a page', `\`\`\`sh needs-account\n${command}\n\`\`\``))).toEqual([]);
  });

  it.each(['pnpm valine dance', 'pnpm valine dlq --hard', 'npm run dance', 'pnpm dance', 'pnpm exec dance'])(
    'what is not there in %s',
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
