/** Limits of buttons, selects and the rows they stand in. */
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
    if (buttons.length === 1 && isRecord(buttons[0]) && buttons[0].type === 3) {
      checkSelect(problems, [...at, 'components', 0], buttons[0], seen);
      continue;
    }
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
  if (button.style === LINK_STYLE) {
    checkUrl(problems, [...at, 'url'], button.url);
    return;
  }
  checkCustomId(problems, at, button.custom_id, seen);
}

function checkUrl(problems: FormProblems, at: (string | number)[], url: unknown): void {
  problems.text(at, url, { min: 1, max: DISCORD_LIMITS.buttonUrl, required: true });
  if (typeof url === 'string' && !/^(?:https?|discord):\/\/\S+$/.test(url))
    problems.add(at, 'URL_TYPE_INVALID_SCHEME', `Scheme "${url.split(':')[0]}" is not supported.`);
}

function checkCustomId(problems: FormProblems, at: (string | number)[], id: unknown, seen: Set<unknown>): void {
  problems.text([...at, 'custom_id'], id, { min: 1, max: DISCORD_LIMITS.customId, required: true });
  if (seen.has(id))
    problems.add([...at, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  seen.add(id);
}

/** It fills its row. https://docs.discord.com/developers/components/reference#string-select */
function checkSelect(
  problems: FormProblems,
  at: (string | number)[],
  select: Record<string, unknown>,
  seen: Set<unknown>,
): void {
  checkCustomId(problems, at, select.custom_id, seen);
  problems.text([...at, 'placeholder'], select.placeholder, { max: DISCORD_LIMITS.placeholder });
  const options = problems.list([...at, 'options'], select.options, DISCORD_LIMITS.options);
  if (options.length === 0)
    problems.add(
      [...at, 'options'],
      'BASE_TYPE_BAD_LENGTH',
      `Must be between 1 and ${DISCORD_LIMITS.options} in length.`,
    );
  const { min_values: least = 1, max_values: most = 1 } = select;
  if (Number(most) < 1 || Number(most) > options.length || Number(least) < 0 || Number(least) > Number(most))
    problems.add([...at, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES', 'The number of values does not fit the options');
  checkOptions(problems, [...at, 'options'], options);
}

function checkOptions(problems: FormProblems, at: (string | number)[], options: readonly unknown[]): void {
  const values = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    const { label, value, description } = isRecord(option) ? option : {};
    problems.text([...at, index, 'label'], label, { min: 1, max: DISCORD_LIMITS.option, required: true });
    problems.text([...at, index, 'value'], value, { min: 1, max: DISCORD_LIMITS.option, required: true });
    problems.text([...at, index, 'description'], description, { max: DISCORD_LIMITS.option });
    if (values.has(value))
      problems.add([...at, index, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The value is used already');
    values.add(value);
  }
}
