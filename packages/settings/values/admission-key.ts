/**
 * `ADMISSION_KEY`: one key, or while it is changed several of them, separated by spaces. A mixture of keys and shorter words
 * would be one key that nobody meant.
 */
import * as z from 'zod/mini';
import { text } from './schemas.ts';

const LEAST_CHARACTERS = 32;

export const admissionKey = text.check(
  z.minLength(LEAST_CHARACTERS, `must have at least ${LEAST_CHARACTERS} characters`),
  z.refine(
    isOneKeyOrSeveral,
    `must be one key, or several of ${LEAST_CHARACTERS} characters or more with spaces between`,
  ),
);

/** Each of them, the first before the others. A text of shorter words is one key: spaces may stand in it. */
export function admissionKeysOf(value: string): string[] {
  const words = wordsOf(value);
  return words.every(isLong) ? words : [value];
}

function isOneKeyOrSeveral(value: string): boolean {
  const words = wordsOf(value);
  const isListedOtherwise = words.some((word) => word.split(/[,;]/).filter(isLong).length > 1);
  return !isListedOtherwise && (words.every(isLong) || !words.some(isLong));
}

function wordsOf(value: string): string[] {
  return value.trim().split(/\s+/);
}

function isLong({ length }: string): boolean {
  return length >= LEAST_CHARACTERS;
}
