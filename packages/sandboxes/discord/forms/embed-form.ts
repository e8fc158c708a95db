/** Limits of embeds. */
import { DISCORD_LIMITS } from '@valine/discord-model';
import type { FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';

export function checkEmbeds(problems: FormProblems, value: unknown): void {
  const embeds = problems.list(['embeds'], value, DISCORD_LIMITS.embeds);
  const total = embeds.reduce<number>((sum, embed, index) => sum + checkEmbed(problems, embed, index), 0);
  if (total > DISCORD_LIMITS.embedTexts)
    problems.add(
      ['embeds'],
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${DISCORD_LIMITS.embedTexts}`,
    );
}

/** Answers how many characters count for the total. */
function checkEmbed(problems: FormProblems, embed: unknown, index: number): number {
  const at = ['embeds', index];
  if (!isRecord(embed)) {
    problems.add(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return 0;
  }
  const footer = isRecord(embed.footer) ? embed.footer.text : undefined;
  const author = isRecord(embed.author) ? embed.author.name : undefined;
  problems.text([...at, 'title'], embed.title, { max: DISCORD_LIMITS.title });
  problems.text([...at, 'description'], embed.description, { max: DISCORD_LIMITS.description });
  problems.text([...at, 'footer', 'text'], footer, { max: DISCORD_LIMITS.footer });
  problems.text([...at, 'author', 'name'], author, { max: DISCORD_LIMITS.author });
  checkUrl(problems, [...at, 'url'], embed.url);
  checkColor(problems, [...at, 'color'], embed.color);
  const texts = [embed.title, embed.description, footer, author, ...checkFields(problems, at, embed.fields)];
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? Array.from(text).length : 0), 0);
}

function checkFields(problems: FormProblems, at: (string | number)[], value: unknown): unknown[] {
  return problems.list([...at, 'fields'], value, DISCORD_LIMITS.fields).flatMap((field, index) => {
    const name = isRecord(field) ? field.name : undefined;
    const text = isRecord(field) ? field.value : undefined;
    problems.text([...at, 'fields', index, 'name'], name, { min: 1, max: DISCORD_LIMITS.fieldName, required: true });
    problems.text([...at, 'fields', index, 'value'], text, { min: 1, max: DISCORD_LIMITS.fieldValue, required: true });
    return [name, text];
  });
}

function checkUrl(problems: FormProblems, at: (string | number)[], value: unknown): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string' || !/^(https?|discord|attachment):\/\//.test(value))
    problems.add(at, 'URL_TYPE_INVALID_SCHEME', `Scheme "${String(value)}" must be one of ('http', 'https').`);
}

function checkColor(problems: FormProblems, at: (string | number)[], value: unknown): void {
  if (value === undefined || value === null) return;
  if (!Number.isInteger(value)) problems.add(at, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
  else if (Number(value) < 0 || Number(value) > 0xffffff)
    problems.add(at, 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 16777215.');
}
