/** What is missing before a language model can be asked: it is said at start, and not when the first person asks. */
import { parseSettings } from './parse-settings.ts';
import { SettingsError } from './parse-with.ts';
import type { SettingName } from './settings.ts';

/** Settings as they are written, those that are not set left out. None where no model is used. */
export function languageModelProblems(given: Partial<Record<SettingName, string>>): string[] {
  const read = readOrNothing(given);
  if (!read?.USE_LLM_PARSING) return [];
  const { LLM_MODEL: model, LLM_PRICES: prices } = read;
  return [
    ...(given.OPENAI_API_KEY ? [] : [noKeyMessage()]),
    ...(Object.hasOwn(prices, model) ? [] : [noPriceMessage(model)]),
  ];
}

/** What cannot be read is a problem of its own, which is told elsewhere. */
function readOrNothing(given: Partial<Record<SettingName, string>>) {
  try {
    return parseSettings(given, ['USE_LLM_PARSING', 'LLM_MODEL', 'LLM_PRICES']);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

function noKeyMessage(): string {
  return 'OPENAI_API_KEY is not set, but USE_LLM_PARSING is true: set the key, or anything where the server at OPENAI_BASE_URL asks for none. Without a model, unset USE_LLM_PARSING.';
}

function noPriceMessage(model: string): string {
  return `LLM_PRICES has no price of ${model}, which LLM_MODEL names: no model is asked whose cost is not known. Add {"${model}":{"input":…,"output":…}}, in dollars for a million tokens.`;
}
