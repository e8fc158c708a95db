/** The prompts for agents name nothing that is not there: no command, file, setting, reason code, place or placeholder. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { namesNothing } from './names-in-prompts.ts';

const FOLDER = new URL('../../docs/agent-prompts/', import.meta.url);
const PARTS = ['Role', 'Inputs', 'Evidence to gather', 'Acceptance checklist', 'Output format'];
const README = readFileSync(new URL('README.md', FOLDER), 'utf8');
const FILES = readdirSync(FOLDER).filter((name) => name !== 'README.md');

/** As the folder's README lists them: name and sentence. */
const CATEGORIES = [...README.matchAll(/^(\d\.) \*\*(\w+)\*\*: (\w)(.*)$/gm)].map(
  ([, number, name, first = '', rest]) => `${number} ${name}\n\n${first.toUpperCase()}${rest}`,
);

function partsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(/^## /m).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]),
  );
}

function placeholdersOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name = '']) => name))].toSorted();
}

describe.each(FILES)('%s', (file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const parts = partsOf(text);
  const { Inputs = '', 'Evidence to gather': evidence = '', 'Acceptance checklist': checklist = '' } = parts;
  const lines = [...checklist.matchAll(/^- \*\*(\d)\.(\d+)\*\* (.*)$/gm)];

  it('names what is there', () => {
    expect(namesNothing(text)).toEqual([]);
  });

  it('is listed by the folder', () => {
    expect(README).toContain(`(${file})`);
  });

  it('has the parts and the seven categories of all prompts', () => {
    expect(Object.keys(parts).slice(1)).toEqual(PARTS);
    expect(CATEGORIES).toHaveLength(7);
    expect(Array.from(checklist.matchAll(/^### (.*\n\n.*)$/gm), ([, heading]) => heading)).toEqual(CATEGORIES);
  });

  it('declares the placeholders that it uses, and no other', () => {
    expect(placeholdersOf(Inputs)).toEqual(placeholdersOf(text.replace(Inputs, '')));
  });

  it('numbers the lines of each category from 1', () => {
    const numbers = Map.groupBy(lines, ([, category]) => Number(category));
    expect([...numbers.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    for (const of of numbers.values())
      expect(of.map(([, , number]) => Number(number))).toEqual(of.map((_, index) => index + 1));
  });

  it('says by which evidence each line is shown, and gathers it', () => {
    const gathered = new Set(Array.from(evidence.matchAll(/^\*\*([A-Z])\. /gm), ([, letter = '']) => letter));
    for (const [line, , , says = ''] of lines) {
      const [, shown = ''] = says.split(' Evidence: ');
      expect(shown, line).not.toBe('');
      expect(shown.replace(/`[^`]*`/g, '').match(/\b[A-Z]\b/g) ?? [], line).toSatisfy((letters: string[]) =>
        letters.every((letter) => gathered.has(letter)),
      );
    }
  });

  it('shows an output of lines that are in the checklist', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
    const ids = Array.from(json.matchAll(/"id": "([\d.]+)"/g), ([, id]) => id);
    expect(() => JSON.parse(json)).not.toThrow();
    expect(lines.map(([, category, number]) => `${category}.${number}`)).toEqual(expect.arrayContaining(ids));
    expect(json).toContain(`"prompt": "${file.replace('.md', '')}"`);
  });
});

it.each([
  ['`/dance`', 'slash command /dance'],
  ['`/status runid:plan-x`', 'option runid of /status'],
  ['`npm start -- --exec "/status counts:3"`', 'option counts of /status'],
  ["`npm start -- --exec '!site down basement'`", 'action !site down basement'],
  ['`!dance`', 'action !dance'],
  ['`npm start -- --exce "/help"`', 'option --exce of npm start'],
  ['`npm run dance`', 'script dance'],
  ['`pnpm dance`', 'script dance'],
  ['`pnpm exec dance`', 'program dance'],
  ['`pnpm valine dance`', 'valine dance'],
  ['`valine runs --every`', 'option --every of valine runs'],
  ['`docs/dance.md`', 'file docs/dance.md'],
  ['`doc/plans.md`', 'file doc/plans.md'],
  ['`pnpm exec vitest run test/dance`', 'file test/dance'],
  ['the setting `ALLOWED_GUILDS`', 'setting ALLOWED_GUILDS'],
  ['`POTR=1 npm start`', 'setting POTR'],
  ['`reason_code: run_lost`', 'reason_code run_lost'],
  ['the check `s3_write`', 'name s3_write'],
  ['`x/logs/valine-orchestrator-dancer-dev.log`', 'place valine-orchestrator-dancer'],
])('%s names what is not there', (text, problem) => {
  expect(namesNothing(text)).toEqual([problem]);
});
