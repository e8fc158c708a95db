/** Checks the house rules that no off-the-shelf tool knows (`node packages/toolchain/check.ts`) and prints the measures. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkBoundaries } from './rules/boundaries.ts';
import { checkCrowdedFolders, checkFolderCycles } from './rules/folder-cycles.ts';
import { checkLinks, checkManifest, checkPurpose, checkWords } from './rules/house-rules.ts';
import { checkMeasures, longest, type Measured, type Measures, measure, percentile } from './rules/measures.ts';
import { checkPureModules } from './rules/pure-modules.ts';
import { type Violation, violationMessage } from './rules/violation.ts';
import { checkWritingCalls } from './rules/writing-calls.ts';
import { listFiles, readProject, readText } from './source/read-project.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const project = readProject(ROOT);
const measures = measure(project.files);
const texts = listFiles(ROOT, '**/*.{ts,mjs,js,json,yaml,yml,md}');

const results = [
  { rule: 'who may import whom', violations: checkBoundaries(project) },
  { rule: 'folders form no circle', violations: checkFolderCycles(project) },
  { rule: 'no folder is crowded', violations: checkCrowdedFolders(project) },
  { rule: 'decisions and messages are pure', violations: checkPureModules(project) },
  { rule: 'side effects have one way out', violations: checkWritingCalls(project) },
  { rule: 'lengths', violations: measures.flatMap(checkMeasures) },
  { rule: 'every module says its purpose', violations: project.files.flatMap(checkPurpose) },
  { rule: 'exact versions', violations: project.packages.flatMap(checkManifest) },
  {
    rule: 'no words of one machine, no silenced compiler',
    violations: texts.flatMap((path) => checkWords(path, readText(ROOT, path))),
  },
  {
    rule: 'links lead somewhere',
    violations: listFiles(ROOT, '**/*.md').flatMap((path) => checkLinks(path, readText(ROOT, path), readMarkdown)),
  },
];

console.log(`${measuresMessage(measures)}\n`);
for (const { rule, violations } of results) console.log(ruleMessage(rule, violations));
process.exitCode = results.some(({ violations }) => violations.length > 0) ? 1 : 0;

function readMarkdown(path: string): string | undefined {
  if (!existsSync(join(ROOT, path))) return undefined;
  return path.endsWith('.md') && statSync(join(ROOT, path)).isFile() ? readText(ROOT, path) : '';
}

function measuresMessage(all: readonly Measures[]): string {
  const heading = `${'lines of'.padEnd(14)}${['count', 'median', 'p90', 'max'].map((name) => name.padStart(8)).join('')}`;
  const named = all.filter(({ what }) => what === 'files' || what === 'functions' || what === 'test cases');
  return [heading, ...all.map(measuresRow), ...named.map(longestText)].join('\n');
}

function measuresRow({ what, measured }: Measures): string {
  const numbers = [measured.length, percentile(measured, 0.5), percentile(measured, 0.9), percentile(measured, 1)];
  return `${what.padEnd(14)}${numbers.map((number) => String(number).padStart(8)).join('')}`;
}

function longestText({ what, measured }: Measures): string {
  const rows = longest(measured, 5).map((one) => `  ${String(one.lines).padStart(4)}  ${placeText(one)}`);
  return `\nlongest ${what}:\n${rows.join('\n')}`;
}

function placeText({ file, line, name }: Measured): string {
  return name === 'file' ? file : `${name}  ${file}:${line}`;
}

function ruleMessage(rule: string, violations: readonly Violation[]): string {
  if (violations.length === 0) return `✓ ${rule}`;
  return [`✗ ${rule}: ${violations.length}`, ...violations.map((one) => `    ${violationMessage(one)}`)].join('\n');
}
