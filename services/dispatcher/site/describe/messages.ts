/** What a person reads where a description did not become a change. */
import { codeSpan, cutLine, type Message, plainText, refusalMessage } from '@valine/contracts';
import type { LanguageModelProblem } from '@valine/language-model';

export const LONGEST_DESCRIPTION = 500;

/** Reason codes. */
export type DescriptionRefusal =
  | 'llm_off'
  | 'llm_key_missing'
  | 'llm_price_missing'
  | 'llm_unavailable'
  | 'llm_rate_limited'
  | 'llm_unauthorized'
  | 'llm_timed_out'
  | 'llm_rejected'
  | 'llm_unreadable'
  | 'description_too_long'
  | 'description_blank'
  | 'description_unfit'
  | 'description_declined'
  | 'description_not_understood';

/** What always works. */
const INSTEAD = 'Use `command:` instead, such as `command:section:header text:"New words"`';

function refused(code: DescriptionRefusal, sentence: string): Message {
  return refusalMessage(code, sentence);
}

export function modelOffMessage(): Message {
  return refused(
    'llm_off',
    `Descriptions in words are not switched on here. ${INSTEAD}; who runs this installation can set \`USE_LLM_PARSING\`.`,
  );
}

export function keyMissingMessage(): Message {
  return refused(
    'llm_key_missing',
    `There is no key for the language model, so it was not asked. Who runs this installation has to set \`OPENAI_API_KEY\`. ${INSTEAD}.`,
  );
}

export function priceMissingMessage(model: string): Message {
  return refused(
    'llm_price_missing',
    `Nobody has said what ${codeSpan(model)} costs, so it was not asked. Who runs this installation has to add its price to \`LLM_PRICES\`. ${INSTEAD}.`,
  );
}

export function tooLongMessage(length: number): Message {
  return refused(
    'description_too_long',
    `The description has ${length} characters, and ${LONGEST_DESCRIPTION} are taken. Say it in fewer words.`,
  );
}

export function blankMessage(): Message {
  return refused(
    'description_blank',
    'The description is blank. Say what is to change, such as `Make the navbar blue`.',
  );
}

export function unfitMessage(reason: string, sections: readonly string[]): Message {
  const why = reason.trim() === '' ? '' : ` The model says: “${modelText(reason)}”`;
  return refused(
    'description_unfit',
    `No change to a section of the site could be read from that.${why} The sections are ${namesText(sections)}; of each, text, color, background, link and visible can change. Name one section and what is to change.`,
  );
}

export function declinedMessage(reason: string): Message {
  return refused(
    'description_declined',
    `The language model did not want to answer: “${modelText(reason)}” Say it in other words. ${INSTEAD}.`,
  );
}

/** `problem`: what was wrong with its last try, in our words. */
export function notUnderstoodMessage(problem: string): Message {
  return refused(
    'description_not_understood',
    `The language model gave no change that could be made, twice: ${plainText(cutLine(problem, 300))} Say it in other words. ${INSTEAD}.`,
  );
}

export function problemMessage(problem: LanguageModelProblem): Message {
  return refused(`llm_${problem}`, `${PROBLEMS[problem]} ${INSTEAD}.`);
}

const PROBLEMS: Readonly<Record<LanguageModelProblem, string>> = {
  unavailable: 'The language model does not answer. Try again later.',
  rate_limited:
    'The language model takes no more questions for now. Try again in some minutes; if it stays so, who runs this installation should look at the limits and the credit of the account.',
  unauthorized:
    'The language model does not take our key. Who runs this installation has to check `OPENAI_API_KEY` and `OPENAI_BASE_URL`.',
  timed_out: 'The language model has not answered in time. Try again.',
  rejected:
    'The API of the language model does not take the question. Who runs this installation should check `LLM_MODEL` and `OPENAI_BASE_URL`, and look into the log.',
  unreadable:
    'What the API of the language model answers cannot be read. Who runs this installation should check `OPENAI_BASE_URL`.',
};

/** All copies of the interaction have died on the way. */
export function givenUpMessage(): Message {
  return problemMessage('unavailable');
}

function modelText(text: string): string {
  return plainText(cutLine(text, 300));
}

function namesText(names: readonly string[]): string {
  return names.map((name) => codeSpan(name, 40)).join(', ');
}
