/** The React files in `fixtures`, in the ways a file may be stored, and what is asked of them in `cases.txt`. */
import { readFileSync } from 'node:fs';
import type { UxSection } from '@valine/settings';
import { parseUxCommand } from './command/parse-ux-command.ts';
import { type EditedSection, editSection } from './edit-section.ts';
import { unifiedDiff } from './unified-diff.ts';
import type { UxIntent } from './ux-intent.ts';

type Where = Omit<UxSection, 'file'>;
/** `outcome`: the lines that are added, or else those taken away (`-`), without indentation; or the refusal with what was seen. */
export type SiteCase = { title: string; file: string; where: Where; ask: string; outcome: string };

/** Git may change line endings and byte order marks: these are made here. */
export const STORED: readonly ((source: string) => string)[] = [
  (source) => source.replaceAll('\n', '\r\n'),
  (source) => `\ufeff${source.replaceAll('\n', '\r\n')}`,
];

export function readFixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}.txt`, import.meta.url), 'utf8');
}

/** A file, the section's place as JSON, and a command; below, with four spaces before it, what comes of it. */
export function readCases(): SiteCase[] {
  const rows = readFixture('cases').matchAll(/^(\S+) (\{.*\}) (\w+:.*)\n((?: {4}.*\n)+)/gm);
  return Array.from(rows, ([, file = '', where = '', ask = '', outcome = '']) => ({
    title: `${file} ${where} ${ask}`,
    file,
    where: JSON.parse(where),
    ask,
    outcome: outcome.replace(/^ {4}/gm, '').trimEnd(),
  }));
}

/** `ask`: the command without its section. */
function intentOf(ask: string): UxIntent {
  const parsed = parseUxCommand(`section:it ${ask}`, ['it']);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.intent;
}

export async function edit(source: string, file: string, where: Where, ask: string): Promise<EditedSection> {
  return editSection(source, { file, ...where }, intentOf(ask));
}

export function outcomeText(source: string, file: string, edited: EditedSection): string {
  if (!edited.ok) return [`${edited.reason}: ${edited.problem}`, ...edited.candidates].join('\n');
  const lines = unifiedDiff(file, source, edited.edited).replaceAll('\r', '').split('\n').slice(2);
  const changed = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1).trim());
  const added = changed('+');
  return (added.length > 0 ? added : changed('-').map((line) => `- ${line}`)).join('\n');
}
