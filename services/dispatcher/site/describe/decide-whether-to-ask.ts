/** What is refused before anything is asked or paid. */
import type { Message } from '@valine/contracts';
import type { LanguageModel } from '@valine/language-model';
import type { ModelPrice, UxSections } from '@valine/settings';
import type { DispatcherSettings } from '../../ports.ts';
import {
  blankMessage,
  type DescriptionRefusal,
  keyMissingMessage,
  LONGEST_DESCRIPTION,
  modelOffMessage,
  priceMissingMessage,
  tooLongMessage,
} from './messages.ts';

export type Wanted = { is: 'wanted'; languageModel: LanguageModel; model: string; price: ModelPrice };
type Refused = { is: 'refused'; outcome: DescriptionRefusal; message: Message };

export function decideWhetherToAsk(
  { uxUpdatesDisabled, languageModel: { isUsed, name, price } }: DispatcherSettings,
  languageModel: LanguageModel | undefined,
  { description }: { description: string; sections: UxSections },
): Wanted | Refused {
  const refused = (outcome: DescriptionRefusal, message: Message): Refused => ({ is: 'refused', outcome, message });
  if (uxUpdatesDisabled || !isUsed) return refused('llm_off', modelOffMessage());
  if (languageModel === undefined) return refused('llm_key_missing', keyMissingMessage());
  if (price === undefined) return refused('llm_price_missing', priceMissingMessage(name));
  const { length } = [...description];
  if (length > LONGEST_DESCRIPTION) return refused('description_too_long', tooLongMessage(length));
  if (description.trim() === '') return refused('description_blank', blankMessage());
  return { is: 'wanted', languageModel, model: name, price };
}
