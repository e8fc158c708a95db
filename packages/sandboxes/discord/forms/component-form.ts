/** Limits of buttons and the rows they stand in. */
import { DISCORD_LIMITS } from '@valine/discord-model';
import type { FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';

const LINK_STYLE = 5;

export function checkComponents(problems: FormProblems, value: unknown): void {
  const seen = new Set<unknown>();
  for (const [index, row] of problems.list(['components'], value, DISCORD_LIMITS.rows).entries()) {
    const at = ['components', index];
    if (!isRecord(row) || row.type !== 1) {
      problems.add([...at, 'type'], 'BASE_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
      continue;
    }
    const buttons = Array.isArray(row.components) ? row.components : [];
    if (buttons.length < 1 || buttons.length > DISCORD_LIMITS.buttonsPerRow)
      problems.add(
        [...at, 'components'],
        'BASE_TYPE_BAD_LENGTH',
        `Must be between 1 and ${DISCORD_LIMITS.buttonsPerRow} in length.`,
      );
    for (const [place, button] of buttons.entries()) checkButton(problems, [...at, 'components', place], button, seen);
  }
}

function checkButton(problems: FormProblems, at: (string | number)[], button: unknown, seen: Set<unknown>): void {
  if (!isRecord(button) || button.type !== 2) {
    problems.add([...at, 'type'], 'BASE_TYPE_CHOICES', 'Value of field "type" must be one of (2,).');
    return;
  }
  problems.text([...at, 'label'], button.label, { max: DISCORD_LIMITS.label, required: button.emoji === undefined });
  if (![1, 2, 3, 4, LINK_STYLE].includes(Number(button.style)))
    problems.add([...at, 'style'], 'BASE_TYPE_CHOICES', 'Value of field "style" must be one of (1, 2, 3, 4, 5, 6).');
  if (button.style === LINK_STYLE) return;
  problems.text([...at, 'custom_id'], button.custom_id, { min: 1, max: DISCORD_LIMITS.customId, required: true });
  if (seen.has(button.custom_id))
    problems.add([...at, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  seen.add(button.custom_id);
}
