/** A sentence of ours that may name things of others: what it puts in backticks stays code, all else is plain. */
import { codeSpan, plainText } from '@valine/contracts';

const SPAN = /(`[^`\n]+`)/;

export function proseText(text: string): string {
  return text
    .split(SPAN)
    .map((part) => (SPAN.test(part) ? codeSpan(part.slice(1, -1)) : spacedText(part)))
    .join('')
    .trim();
}

/** Plain text has no blanks at its ends; between code they count. */
function spacedText(part: string): string {
  if (part.trim() === '') return part === '' ? '' : ' ';
  return `${/^\s/.test(part) ? ' ' : ''}${plainText(part)}${/\s$/.test(part) ? ' ' : ''}`;
}
