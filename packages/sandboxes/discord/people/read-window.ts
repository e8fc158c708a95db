/** Reads the window that an answer opens, and refuses what Discord would not show. */
import { isRecord } from '../forms/is-record.ts';
import type { SubmittedData } from './interaction-body.ts';
import { type InteractionAnswer, NoAnswer } from './post-interaction.ts';

/** Of ours: a title, and one field with a label. */
export type Window = { customId: string; title: string; label: string; fieldId: string; maxLength: number };

const MOST_TEXT = 45;
const MOST_ID = 100;
const LONGEST = 4000;

/** @throws NoAnswer for one that Discord does not take */
export function readWindow({ data }: InteractionAnswer): Window {
  const { custom_id: customId, title, components } = data;
  const [row, ...others] = Array.isArray(components) ? components : [];
  const field = isRecord(row) && row.type === 18 ? row.component : undefined;
  if (!isRecord(row) || !isRecord(field) || field.type !== 4 || others.length > 0)
    throw new NoAnswer('the window is not one of one field with a label, which is all the sandbox knows');
  const maxLength = Number(field.max_length ?? LONGEST);
  const isStyled = field.style === 1 || field.style === 2;
  if (!isStyled || !(maxLength >= 1 && maxLength <= LONGEST))
    throw new NoAnswer('the field of the window is not valid');
  return {
    customId: textOf(customId, MOST_ID, 'custom_id'),
    title: textOf(title, MOST_TEXT, 'title'),
    label: textOf(row.label, MOST_TEXT, 'label'),
    fieldId: textOf(field.custom_id, MOST_ID, 'custom_id of the field'),
    maxLength,
  };
}

function textOf(value: unknown, most: number, name: string): string {
  if (typeof value === 'string' && value.length >= 1 && value.length <= most) return value;
  throw new NoAnswer(`the ${name} of the window has to be 1 to ${most} characters long`);
}

/** @throws NoAnswer for more than the field takes */
export function submitted({ customId, fieldId, maxLength }: Window, value: string): SubmittedData {
  if (value.length > maxLength) throw new NoAnswer(`the field takes at most ${maxLength} characters`);
  const component = { type: 4, id: 2, custom_id: fieldId, value } as const;
  return { custom_id: customId, components: [{ type: 18, id: 1, component }] };
}
