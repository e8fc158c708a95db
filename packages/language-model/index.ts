/** A language model that is asked for JSON of a shape, as the services see it; `@valine/language-model/node` has the real one. */

/** `by`: who says it. The first is of a person, and they take turns. */
export type Turn = { by: 'person' | 'model'; text: string };

export type Question = {
  /** Sent along, so that both sides can find the call in their logs. */
  id: string;
  model: string;
  /** What the model is to do, in our words alone. */
  system: string;
  turns: readonly Turn[];
  /** JSON Schema that the answer has; `name` is a word. */
  shape: { name: string; schema: Readonly<Record<string, unknown>> };
  /** What the model thinks before it answers counts. */
  maxOutputTokens: number;
  timeoutMs: number;
};

/** What is paid for. */
export type Usage = { inputTokens: number; outputTokens: number };

export type ModelAnswer = {
  /** What should be JSON of the shape, and may be anything; or why the model does not want to answer, in its own words. */
  said: { text: string } | { refusal: string };
  /** Absent where the API does not tell. */
  usage?: Usage;
};

export interface LanguageModel {
  /** Asks once: nothing is tried again that may have cost something. @throws LanguageModelError */
  ask(question: Question): Promise<ModelAnswer>;
}

export type LanguageModelProblem =
  /** It does not answer, or answers 500 and above. */
  | 'unavailable'
  /** 429: too much is asked, or what was paid for is used up. */
  | 'rate_limited'
  /** 401 or 403. */
  | 'unauthorized'
  | 'timed_out'
  /** Any other answer of 400 and above: an unknown model, say. */
  | 'rejected'
  /** What it answers is not what such an API answers. */
  | 'unreadable';

export class LanguageModelError extends Error {
  override name = 'LanguageModelError';
  readonly problem: LanguageModelProblem;
  /** False only where it is certain that the model has not begun. */
  readonly mayHaveCost: boolean;
  constructor(problem: LanguageModelProblem, message: string, options: ErrorOptions & { mayHaveCost: boolean }) {
    super(message, options);
    this.problem = problem;
    this.mayHaveCost = options.mayHaveCost;
  }
}
