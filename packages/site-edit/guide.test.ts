import { readFileSync } from 'node:fs';
import { parseSettings, type UxSections } from '@valine/settings';
import { expect, it } from 'vitest';
import { parseUxCommand } from './command/parse-ux-command.ts';
import { checkIntent } from './values/check-intent.ts';

const GUIDE = readFileSync(new URL('../../docs/ux-update.md', import.meta.url), 'utf8');
const sections = blocks('json').map(
  (text): UxSections => parseSettings({ UX_SECTIONS: text }, ['UX_SECTIONS']).UX_SECTIONS,
);

it('the sections and the commands of the guide are such as it says', () => {
  const [first = {}] = sections;
  const commands = blocks('text')
    .flatMap((block) => block.trim().split('\n'))
    .filter((line) => line.startsWith('section:'));
  expect([sections.length, commands.length]).toEqual([2, 4]);
  for (const command of commands) {
    const parsed = parseUxCommand(command, Object.keys(first));
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(checkIntent(parsed.intent, first)).toBeUndefined();
  }
});

function blocks(language: string): string[] {
  return Array.from(GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm')), ([, text = '']) => text);
}
