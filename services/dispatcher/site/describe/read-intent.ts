/** Reads what a model has said: an intent that a person could have given by a command, or why there is none. */
import type { ModelAnswer } from '@valine/language-model';
import type { UxSections } from '@valine/settings';
import { checkIntent, UxIntent } from '@valine/site-edit';
import * as z from 'zod/mini';
import { hasHidden } from './question.ts';

/** `unusable`: `problem` is a sentence for the model, which may try again. `unfit`: `reason` is in its words, and may be empty. */
export type Reading =
  | { is: 'intent'; intent: UxIntent }
  | { is: 'unfit'; reason: string }
  | { is: 'declined'; reason: string }
  | { is: 'unusable'; said: string; problem: string };

/** More is no answer to what was asked. Nothing beyond is looked at. */
const LONGEST_ANSWER = 8000;

const Said = z.object({
  section: z.nullable(z.string()),
  changes: z.array(z.unknown()),
  reason: z.optional(z.nullable(z.string())),
});

export function readIntent({ said }: ModelAnswer, sections: UxSections): Reading {
  if ('refusal' in said) return { is: 'declined', reason: said.refusal };
  const { text } = said;
  const unusable = (problem: string): Reading => ({ is: 'unusable', said: text.slice(0, LONGEST_ANSWER), problem });
  if (text.length > LONGEST_ANSWER) return unusable('it is too long.');
  const read = z.safeParse(Said, parseOrUndefined(text));
  if (!read.success) return unusable('it is not JSON of the shape, or was cut off.');
  const { section, changes, reason } = read.data;
  if (section === null) return { is: 'unfit', reason: reason ?? '' };
  const intent = z.safeParse(UxIntent, { section, changes });
  if (!intent.success) return unusable('changes are objects with property and value, each property once.');
  const problem = intentProblem(intent.data, sections);
  return problem === undefined ? { is: 'intent', intent: intent.data } : unusable(problem);
}

/** The rules of the command, and one more: what a model made up is not looked at as closely as what one typed. */
function intentProblem(intent: UxIntent, sections: UxSections): string | undefined {
  const problem = checkIntent(intent, sections);
  if (problem !== undefined) return problem;
  if (intent.changes.some(({ value }) => hasHidden(value))) return 'a value has characters that nobody sees.';
  return undefined;
}

/** Some put a fence around it, whatever they are told. */
function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, ''));
  } catch {
    return undefined;
  }
}
