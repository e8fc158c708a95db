/** docs/effects.md says of every kind of effect what its code says. */
import { readFile } from 'node:fs/promises';
import { EFFECT_KINDS } from '@valine/dispatcher';
import { DISCORD_EFFECTS } from '@valine/notifier';
import { withoutPadding } from '@valine/testing';
import { expect, it } from 'vitest';

type EffectRow = (typeof EFFECT_KINDS)[number]['row'];

const COLUMNS = ['Kind', 'Natural key', 'Look', 'Answers that mean success', 'Second guard'];

function rowText(kind: string, { naturalKey, lookup, success, secondGuard }: EffectRow): string {
  return `| ${[`\`${kind}\``, naturalKey, lookup, success, secondGuard].join(' | ')} |`;
}

it('lists all kinds, GitHub first, with key, look, answers and guard', async () => {
  const text = await readFile(new URL('../../docs/effects.md', import.meta.url), 'utf8');
  const table = [
    `| ${COLUMNS.join(' | ')} |`,
    `|${'---|'.repeat(COLUMNS.length)}`,
    ...EFFECT_KINDS.map(({ kind, row }) => rowText(kind, row)),
    ...Object.entries(DISCORD_EFFECTS).map(([kind, row]) => rowText(kind, row)),
  ].join('\n');
  expect(withoutPadding(text)).toContain(withoutPadding(table));
});
