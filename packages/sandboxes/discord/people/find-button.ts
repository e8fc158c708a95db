/** Finds a button on a message by what stands on it. */
import type { APIMessage } from 'discord-api-types/v10';
import { CommandSyntaxError } from './parse-command.ts';

/** `url`: of one that leads to a page, and cannot be pressed here. */
export type ShownButton = { label: string; customId: string | undefined; url?: string; disabled: boolean };

export function buttonsOf(message: Pick<APIMessage, 'components'>): ShownButton[] {
  return (message.components ?? [])
    .flatMap((row) => (row.type === 1 ? row.components : []))
    .flatMap((button) => {
      if (button.type !== 2) return [];
      const label = 'label' in button ? (button.label ?? '') : '';
      return [
        {
          label,
          customId: 'custom_id' in button ? button.custom_id : undefined,
          ...('url' in button && { url: button.url }),
          disabled: button.disabled === true,
        },
      ];
    });
}

/** Its custom_id. @throws CommandSyntaxError when there is no such button that can be pressed */
export function findButton(message: Pick<APIMessage, 'components'>, wanted: string): string {
  const buttons = buttonsOf(message);
  const found = buttons.find(
    ({ label, customId }) => customId === wanted || label.toLowerCase() === wanted.toLowerCase(),
  );
  if (found?.customId !== undefined && !found.disabled) return found.customId;
  const there = buttons.map(({ label, disabled }) => (disabled ? `${label} (disabled)` : label)).join(', ');
  throw new CommandSyntaxError(
    there === '' ? 'That message has no buttons.' : `There is no button "${wanted}" to press. Buttons: ${there}.`,
  );
}
