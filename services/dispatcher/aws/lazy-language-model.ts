/** The language model, whose client is loaded when somebody first asks something of it: hardly any command does. */
import type { LanguageModel } from '@valine/language-model';

/** Undefined without a key. */
export function lazyLanguageModel(given: {
  apiKey: string | undefined;
  baseUrl: string;
  fetch: typeof globalThis.fetch;
}): LanguageModel | undefined {
  const { apiKey, baseUrl, fetch } = given;
  if (apiKey === undefined) return undefined;
  let model: LanguageModel | undefined;
  return {
    async ask(question) {
      const { createLanguageModel } = await import('@valine/language-model/node');
      model ??= createLanguageModel({ apiKey, baseUrl, fetch });
      return model.ask(question);
    },
  };
}
