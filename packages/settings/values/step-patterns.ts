/** By which words of their names the steps of a deploy are known: what `STEP_PATTERNS` holds. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

/** Shown name → the words by one of which a step's name is recognised, in lower case. */
export type StepPatterns = Readonly<Record<string, readonly string[]>>;

const words = z.pipe(z.string().check(z.refine((text) => wordsOf(text).length > 0)), z.transform(wordsOf));

export const stepPatterns = jsonSetting(
  z.record(z.string().check(z.minLength(1), z.maxLength(30)), words),
  'must be JSON such as {"Build":"build|compile"}',
);

function wordsOf(text: string): string[] {
  const all = text.split('|').map((word) => word.trim().toLowerCase());
  return all.filter((word) => word !== '');
}
