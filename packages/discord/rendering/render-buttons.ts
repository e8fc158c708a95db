/** Rows of buttons as Discord takes them. */
import type { Button } from '@valine/contracts';
import type { APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { MessageBody } from '../message-body.ts';
import { cutPlain } from './cut-markdown.ts';
import { LIMITS } from './limits.ts';

/** Numbers, for the enums themselves would add 90 KB to a function. */
const STYLES: {
  primary: ButtonStyle.Primary;
  secondary: ButtonStyle.Secondary;
  success: ButtonStyle.Success;
  danger: ButtonStyle.Danger;
} = { primary: 1, secondary: 2, success: 3, danger: 4 };
const ACTION_ROW: ComponentType.ActionRow = 1;
const BUTTON: ComponentType.Button = 2;

/** Buttons whose id Discord would refuse (too long, or there already) are left out: without it the whole message would be. */
export function renderButtons(buttons: readonly Button[]): NonNullable<MessageBody['components']> {
  const unique = new Map(buttons.filter(hasUsableId).map((button) => [button.id, button]));
  const usable = [...unique.values()].slice(0, LIMITS.rows * LIMITS.buttonsPerRow).map(renderButton);
  const rows = Math.ceil(usable.length / LIMITS.buttonsPerRow);
  return Array.from({ length: rows }, (_, row) => ({
    type: ACTION_ROW,
    components: usable.slice(row * LIMITS.buttonsPerRow, (row + 1) * LIMITS.buttonsPerRow),
  }));
}

function renderButton({ id, label, style, disabled }: Button): APIButtonComponentWithCustomId {
  return {
    type: BUTTON,
    custom_id: id,
    label: cutPlain(label, LIMITS.label) || '…',
    style: STYLES[style],
    ...(disabled === undefined ? {} : { disabled }),
  };
}

function hasUsableId({ id }: Button): boolean {
  return id.length > 0 && id.length <= LIMITS.customId;
}
