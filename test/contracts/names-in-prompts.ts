/** Finds what the code in a prompt names, and says which of it does not exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { catalogue, findCommand } from '@valine/commands';
import { parseLine } from '@valine/local-stack/parse-line';
import { MAX_RECEIVES, SERVICES, settings } from '@valine/settings';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const WORKFLOWS = 'packages/workflows/.github/workflows/';
const WORKFLOW_TEXTS = readdirSync(new URL(WORKFLOWS, ROOT))
  .map((name) => read(`${WORKFLOWS}${name}`))
  .join('\n');
const LOCAL_USAGE = read('packages/local-stack/chat/environment/parse-arguments.ts');
const VALINE_PROGRAM = read('packages/cli/run-program.ts');
/** The command line's sources: each command stands in one of them, with its options. */
const VALINE = readdirSync(new URL('packages/cli/', ROOT), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .flatMap(({ name }) =>
    readdirSync(new URL(`packages/cli/${name}/`, ROOT)).map((file) => `packages/cli/${name}/${file}`),
  )
  .concat('packages/cli/register-commands.ts')
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map(read);
const manifest: { scripts: object; devDependencies: object } = JSON.parse(read('package.json'));

const SETTINGS = new Set([
  ...Object.keys(settings),
  ...all(LOCAL_USAGE, /^ {2}([A-Z][A-Z_]+)/gm),
  ...all(WORKFLOW_TEXTS, /(?:vars|secrets)\.([A-Z][A-Z0-9_]+)/g),
]);
/** The guide's table, which its own test holds to the code. */
const REASON_CODES = new Set(all(read('docs/deploys-and-checks.md'), /^\| `(\w+)` +\|/gm));
const OPTIONS = Object.values(catalogue).flatMap(({ options }) => Object.keys(options));
const NAMES = new Set([...OPTIONS, ...all(WORKFLOW_TEXTS, /([a-z0-9]+(?:_[a-z0-9]+)+)/g)]);
const PLACES = new Set<string>([...SERVICES, ...Object.keys(MAX_RECEIVES)]);

/** @returns a line for each thing that is named and does not exist */
export function namesNothing(text: string): string[] {
  const code = codeOf(text);
  const problems = [
    ...code.flatMap(problemsOfCode),
    ...all(text, /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g).flatMap((name) =>
      unless(SETTINGS.has(name), `setting ${name}`),
    ),
  ];
  return [...new Set(problems)];
}

/** What stands in spans and in blocks for the shell; a line that is continued is one. */
function codeOf(text: string): string[] {
  const blocks = all(text, /^```sh\n([\s\S]*?)^```/gm).flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'));
  return [...blocks, ...all(text.replace(/^```[\s\S]*?^```/gm, ''), /`([^`\n]+)`/g)];
}

function problemsOfCode(code: string): string[] {
  const typed = [code, ...Array.from(code.matchAll(/--exec (["'])(.*?)\1/g), ([, , line = '']) => line)];
  return [
    ...typed.flatMap(problemsOfTyped),
    ...problemsOfShell(code),
    ...code.split(/[\s"']+/).flatMap(problemsOfPath),
    ...all(code, /(?:^|\s)([A-Z]+)=/g).flatMap((name) => unless(SETTINGS.has(name), `setting ${name}`)),
    ...all(code, /reason_code: (\w+)/g).flatMap((name) => unless(REASON_CODES.has(name), `reason_code ${name}`)),
    ...all(code, /^([a-z0-9]+(?:_[a-z0-9]+)+)$/g).flatMap((name) => unless(NAMES.has(name), `name ${name}`)),
    ...all(code, /valine-orchestrator-([a-z]+)/g).flatMap((name) =>
      unless(PLACES.has(name), `place valine-orchestrator-${name}`),
    ),
  ];
}

/** A slash command, or an action at the prompt. */
function problemsOfTyped(line: string): string[] {
  if (line.startsWith('!')) return unless(parseLine(line).do !== 'mistake', `action ${line}`);
  if (!line.startsWith('/')) return [];
  const [name = '', ...given] = (line.match(/(?:[^\s"]|"[^"]*")+/g) ?? []).map((word) => word.split(':')[0] ?? '');
  const command = findCommand(name.slice(1));
  if (command === undefined) return [`slash command ${name}`];
  return given.flatMap((option) => unless(Object.hasOwn(command.options, option), `option ${option} of ${name}`));
}

function problemsOfShell(code: string): string[] {
  return [
    ...all(code, /\bnpm (?:run )?(?:-s )?(\S+)/g).flatMap(problemsOfScript),
    ...all(code, /\bpnpm (?!exec )(\S+)/g).flatMap(problemsOfScript),
    ...all(code, /\bpnpm exec (\S+)/g).flatMap((name) =>
      unless(Object.hasOwn(manifest.devDependencies, name), `program ${name}`),
    ),
    ...all(code, /\bnpm start -- (.*)/g).flatMap((given) =>
      optionsOf(given).flatMap((option) =>
        unless(LOCAL_USAGE.includes(`'${option}'`), `option ${option} of npm start`),
      ),
    ),
    ...all(code, /(?:^|\s)valine (.*)/g).flatMap(problemsOfValine),
  ];
}

function problemsOfScript(name: string): string[] {
  return unless(Object.hasOwn(manifest.scripts, name), `script ${name}`);
}

function problemsOfValine(given: string): string[] {
  const [name = ''] = given.split(' ');
  const source = VALINE.find((text) => text.includes(`.command('${name}'`) || text.includes(`.command('${name} `));
  if (source === undefined) return [`valine ${name}`];
  const known = optionsIn(`${source}${VALINE_PROGRAM}`);
  return optionsOf(given).flatMap((option) => unless(known.includes(option), `option ${option} of valine ${name}`));
}

function optionsIn(source: string): string[] {
  return all(source, /'(--[a-z][a-z-]*)[ ']/g);
}

/** Without what stands in quotes. */
function optionsOf(given: string): string[] {
  return all(given.replace(/(["']).*?\1/g, ''), /(--[a-z][a-z-]*)/g);
}

/** Below a folder of the project, or named like a file of it. The workflows name files that only a run makes. */
function problemsOfPath(word: string): string[] {
  const [first = ''] = word.split('/');
  const isOurs = word.includes('/') && /^[\w.-]+$/.test(first) && existsSync(new URL(first, ROOT));
  if (!isOurs && !/^[\w./-]+\.(md|ts|mjs|json|ya?ml)$/.test(word)) return [];
  const isMadeByRun = !word.includes('/') && WORKFLOW_TEXTS.includes(word);
  return unless(isMadeByRun || existsSync(new URL(word, ROOT)), `file ${word}`);
}

function all(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}

function unless(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
