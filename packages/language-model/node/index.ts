/** The adapter: OpenAI's API, or any other that speaks it. */
export { createLanguageModel, type LanguageModelOptions } from './create-language-model.ts';
