/** The model behind `/chat/completions`, asked by OpenAI's own client: once for each call, and with JSON of a shape for an answer. */
import OpenAI, { APIError } from 'openai';
import { type LanguageModel, LanguageModelError, type ModelAnswer, type Question } from '../index.ts';
import { toLanguageModelError } from './to-language-model-error.ts';

type LanguageModelOptions = {
  apiKey: string;
  /** Up to and without `/chat/completions`. */
  baseUrl: string;
  /** Replaces the network. */
  fetch?: typeof fetch;
};

type Request = OpenAI.ChatCompletionCreateParamsNonStreaming;
/** `strict`: the server holds the answer to the shape. `plain`: it only sees to it that it is JSON. */
type Style = 'strict' | 'plain';

export function createLanguageModel({ apiKey, baseUrl, fetch: replaced }: LanguageModelOptions): LanguageModel {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl.replace(/\/+$/, ''),
    // What else the environment may say is not ours.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    // The key goes to the address that was configured, and to no other.
    fetchOptions: { redirect: 'error' },
    ...(replaced && { fetch: replaced }),
  });
  /** Some servers know no shapes: they say so before they begin. It is kept, so that they are asked once. */
  let style: Style = 'strict';

  async function askOnce(question: Question): Promise<ModelAnswer> {
    const options = {
      timeout: question.timeoutMs,
      signal: AbortSignal.timeout(question.timeoutMs),
      maxRetries: 0,
      headers: { 'X-Client-Request-Id': question.id },
    };
    const ask = (as: Style) => client.chat.completions.create(toRequest(question, as), options);
    if (style === 'plain') return readAnswer(await ask('plain'));
    try {
      return readAnswer(await ask('strict'));
    } catch (error) {
      if (!isShapeRefused(error)) throw error;
      const answer = readAnswer(await ask('plain'));
      style = 'plain';
      return answer;
    }
  }

  return {
    ask: (question) =>
      askOnce(question).catch((error: unknown) => {
        throw toLanguageModelError(error);
      }),
  };
}

function toRequest({ model, system, turns, shape, maxOutputTokens }: Question, style: Style): Request {
  const request: Request = {
    model,
    messages: [
      { role: 'system', content: system },
      ...turns.map(({ by, text }) => ({ role: by === 'person' ? 'user' : 'assistant', content: text }) as const),
    ],
    max_completion_tokens: maxOutputTokens,
    stream: false,
  };
  if (style === 'plain') return { ...request, response_format: { type: 'json_object' } };
  return {
    ...request,
    // Thinking is paid for as output, and there is little to think about.
    reasoning_effort: 'none',
    response_format: { type: 'json_schema', json_schema: { name: shape.name, schema: shape.schema, strict: true } },
  };
}

/** What plain questions do not have: who names it refuses it before anything is generated. */
const NOT_IN_PLAIN = /response_format|json_schema|reasoning_effort/;
/** So some servers say that what the model wrote is not of the shape: that is paid for. */
const GENERATED = /failed_generation|json_validate_failed/;

/** Any other refusal may have come after the model has answered: nothing is asked a second time then. */
function isShapeRefused(error: unknown): boolean {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return false;
  const said = `${error.code} ${error.param} ${error.message}`;
  return NOT_IN_PLAIN.test(said) && !GENERATED.test(said);
}

/** Servers answer all sorts of things; nothing is there until it has been seen. */
function readAnswer(answer: unknown): ModelAnswer {
  const message = fieldOf(firstOf(fieldOf(answer, 'choices')), 'message');
  const content = fieldOf(message, 'content');
  const refusal = fieldOf(message, 'refusal');
  const usage = usageOf(fieldOf(answer, 'usage'));
  const counted = usage === undefined ? {} : { usage };
  if (typeof refusal === 'string' && refusal !== '') return { said: { refusal }, ...counted };
  if (typeof content === 'string') return { said: { text: content }, ...counted };
  // An answer without words is paid for all the same.
  if (usage !== undefined) return { said: { text: '' }, usage };
  throw new LanguageModelError('unreadable', 'the API has not answered as such an API does', { mayHaveCost: true });
}

function usageOf(usage: unknown): ModelAnswer['usage'] {
  const [inputTokens, outputTokens] = [fieldOf(usage, 'prompt_tokens'), fieldOf(usage, 'completion_tokens')];
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
