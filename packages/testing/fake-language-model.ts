/** A language model that says what a test tells it, and remembers what it was asked. */
import {
  type LanguageModel,
  LanguageModelError,
  type LanguageModelProblem,
  type Question,
} from '@valine/language-model';

export type FakeAnswer =
  | string
  | { refusal: string }
  | { fails: LanguageModelProblem; mayHaveCost: boolean }
  /** Does not tell what it used. */
  | { text: string; usage: undefined };

export type FakeLanguageModel = LanguageModel & { asked: Question[] };

/** What each question uses, unless it tells nothing. */
export const FAKE_USAGE = { inputTokens: 1000, outputTokens: 50 };

export function fakeLanguageModel(
  answer: (question: Question, time: number) => FakeAnswer | Promise<FakeAnswer>,
): FakeLanguageModel {
  const asked: Question[] = [];
  return {
    asked,
    async ask(question) {
      asked.push(question);
      const said = await answer(question, asked.length);
      if (typeof said === 'string') return { said: { text: said }, usage: FAKE_USAGE };
      if ('refusal' in said) return { said, usage: FAKE_USAGE };
      if ('text' in said) return { said: { text: said.text } };
      const { fails, mayHaveCost } = said;
      throw new LanguageModelError(fails, `told to be ${fails}`, { mayHaveCost });
    },
  };
}
